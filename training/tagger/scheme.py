"""The tag sets of the heads, in the order of their numbers."""

from __future__ import annotations

LABELS = ("PER", "ORG", "LOC", "MISC")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
"""Begin, inside, end, single: twice as sharp at the borders as begin and inside alone."""

POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT"
    " POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``".split()
)
RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse"
    " dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis"
    " part punct reparandum root vocative xcomp".split()
)
CORPORA = ("any", "ewt", "gum", "wikigold", "btc", "wnut")


def tag_number(label: str, place: str) -> int:
    """Number of the tag "B-PER" and the like."""
    return 1 + 4 * LABELS.index(label) + "BIES".index(place)

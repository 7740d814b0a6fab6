"""A language model as an engine: what is asked, by whom it is answered, and how the answer is read.

service      which model, where, by which key
pieces       a long source in parts
prompt       what is asked
shapes       the shape of an answer, as JSON Schema and as its reader
requests     a question, its name in the cache, and what it costs
client       the network: nothing else here reaches it
engine       answers → an extraction, through `grounding`
"""

from __future__ import annotations

from sourceline.extract.llm.engine import LlmEngine

__all__ = ["LlmEngine"]

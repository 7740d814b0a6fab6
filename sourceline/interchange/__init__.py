"""A chronicle ↔ the files of other programs. `formats.FORMATS` is the table of all of them.

    find_format(name) -> Format                       UsageError when there is none
    recognize_format(data, path) -> Format            by the ending of a file and what is in it; UsageError
    Format.load_writer()(Outgoing) -> Written         its bytes, and notes on what was left out; pure and
                                                      deterministic: no clock, no file, no network
    Format.load_reader()(data, path) -> Incoming      pure; what cannot be taken over is named in its problems
    make_outgoing(chronicle, extractions) -> Outgoing

What several formats need stands once: `spans` (what a date says as year, month and day), `tellings` (an event in
plain words, with its quotes and addresses), `incoming` (ids and texts of what comes in), `places` (line and column
of a value in JSON), `bounds` (between which days, months or years a date lies), `paragraphs` (an event as plain text),
`links` (relations and roles as a graph).
"""

"""The site as data: JSON files below `data/` that other programs read, and the page that explains them.

`places` says where each file stands, `things` what it says of an event, profile, source or claim and `facts` what
those are made of, `files` plans them all, `schema` describes their fields, `page` is for people.
"""

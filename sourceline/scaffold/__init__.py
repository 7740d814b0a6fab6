"""A new site: what stands in its folder before the first build.

    make_site(root, requirement, add=False) -> Made(written, kept)     never touches a file that is there
    write_schemas(root) -> paths written                               what editors are told, of this version
    find_origin() -> Origin;  write_requirement(origin) -> str         which Sourceline this is, for `pip`

The files stand in `site/`, as they are written; the schemas are made by `store.json_schema`.
"""

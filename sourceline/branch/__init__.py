"""A finished site → a branch of a git remote, in one push or not at all.

    git         runs git, and says in plain words what it refuses
    repository  the user's repository: which remote, which branch, what stands in the way
    remote      what stands on the branch there, and sending to it
    parcel      the finished site, read and verified
    links       where the links of a page lead
    changes     what the branch will hold, and how that differs from what it holds
    objects     git's objects of a new state, as a pack

Nothing of the user's is touched: no index, work tree, stash, hook or local branch. What is written into the
repository are objects, and the remote-tracking branch that any `git push` moves.
"""

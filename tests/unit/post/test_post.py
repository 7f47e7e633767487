"""Posts and threads keep what was published."""

import dataclasses

import pytest

from miles.post.post import Kind, Post, Proof, Thread


def test_a_post_is_unproven_until_somebody_proves_it():
    post = Post(id="9007199254740993", text="gm")
    assert (post.proof, post.kind, post.id) == (Proof.NONE, Kind.ROOT, "9007199254740993")


def test_a_post_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Post(id="1", text="gm").text = "gn"


def test_a_thread_is_named_by_its_root_and_keeps_the_order():
    thread = Thread((Post(id="7", text="root"), Post(id="3", text="next")))
    assert thread.id == "7"
    assert thread.texts == ("root", "next")

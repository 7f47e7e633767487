from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pytorch_lightning as pl
import torch

from miles.corpus.posts import PostsData
from miles.corpus.tokens import IGNORED
from miles.engine.tokenizer import train_tokenizer
from miles.model.decoder import Decoder
from miles.model.teacher import Teacher
from miles.post.error import MilesError
from miles.training.callbacks import quiet
from miles.training.distill import Distill
from miles.training.finetune import Batch, Finetune
from miles.training.losses import places, post_loss, targets

Fit = Callable[..., tuple[Finetune, pl.Trainer]]
SMALL = {"hidden_size": 64, "layers": 1, "heads": 2, "kv_heads": 2, "intermediate_size": 128, "dropout": 0.0}


def decoder(folder: Path, seed: int = 0) -> Decoder:
    return Decoder(str(folder), **SMALL, init_seed=seed)  # type: ignore[arg-type]


def sealed(model: Decoder, folder: Path) -> Teacher:
    """A teacher with the weights of `model`."""
    model.plain().save_pretrained(folder)
    model.tokenizer.save(str(folder / "tokenizer.json"))
    return Teacher(str(folder))


@pytest.fixture
def teacher(processed: Path, tmp_path: Path) -> Callable[[int], Teacher]:
    return lambda seed: sealed(decoder(processed, seed), tmp_path / f"teacher-{seed}")


@pytest.fixture
def batch(processed: Path) -> Batch:
    data = PostsData(str(processed), decoder(processed).tokenizer, block_len=96, batch_blocks=4, seed=3)
    data.setup()
    return next(iter(data.train_dataloader()))


def lesson(processed: Path, teachers: list[Teacher], memo: Path, **given: Any) -> Distill:
    made = Distill(given.pop("model", None) or decoder(processed), teachers, str(memo), seed=3, **given)
    made.log = lambda *_, **__: None  # type: ignore[method-assign]  # no trainer here
    return made


def minimised(lesson: Distill, batch: Batch) -> float:
    logits = lesson.model(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
    return lesson.loss(logits, post_loss(logits, targets(batch["labels"])), batch).item()


Of = Callable[[int], Teacher]


@pytest.mark.parametrize("top_k", [0, 8])
def test_a_teacher_who_agrees_leaves_the_share_of_cross_entropy(
    top_k: int, processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    def told(seed: int, share: float) -> float:
        return minimised(lesson(processed, [teacher(seed)], tmp_path, share=share, top_k=top_k), batch)

    plain = told(1, 0.0)
    assert told(0, 0.3) == pytest.approx(0.7 * plain, rel=1e-4)
    assert told(1, 0.3) > 0.7 * plain + 1e-4


def test_without_a_share_nobody_is_asked(processed: Path, batch: Batch, tmp_path: Path) -> None:
    logits = decoder(processed)(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
    plain = post_loss(logits, targets(batch["labels"])).loss.item()
    assert minimised(lesson(processed, [], tmp_path, share=0.0), batch) == pytest.approx(plain)


def test_several_teachers_speak_as_the_mean_of_their_distributions(
    processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    one, two = teacher(1), teacher(2)
    told, *alone = (lesson(processed, some, tmp_path).taught(batch).exp() for some in ([one, two], [one], [two]))
    torch.testing.assert_close(told, (alone[0] + alone[1]) / 2, atol=1e-6, rtol=1e-4)
    torch.testing.assert_close(told.sum(-1), torch.ones(len(told)))


def test_rows_that_stand_for_no_token_get_no_probability(
    processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    """The teacher's network has 384 rows for 384 tokens, the student's 448."""
    student = decoder(processed)
    student.network.resize_token_embeddings(448, mean_resizing=False)
    told = lesson(processed, [teacher(1)], tmp_path, model=student).taught(batch).exp()
    assert float(told[:, 384:].sum()) == pytest.approx(0.0, abs=1e-20)
    torch.testing.assert_close(told.sum(-1), torch.ones(len(told)))
    for top_k in (0, 8):
        assert minimised(lesson(processed, [teacher(1)], tmp_path, model=student, top_k=top_k), batch) > 0


@pytest.mark.parametrize("beta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("temperature", [1.0, 2.0])
def test_all_tokens_kept_are_whole_distributions_and_fewer_are_a_lower_bound(
    beta: float, temperature: float, processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    given = {"share": 1.0, "beta": beta, "temperature": temperature}
    student = decoder(processed)
    with torch.no_grad():
        for weight in student.network.model.parameters():
            weight.mul_(3)  # as initialised, it likes every token alike
    found = [
        minimised(lesson(processed, [teacher(1)], tmp_path, model=student, top_k=top_k, **given), batch)
        for top_k in (0, 384, 100, 4)
    ]
    assert found[1] == pytest.approx(found[0], rel=2e-3)
    assert found[0] * 1.002 > found[2] > found[3] > 0


def test_teachers_read_each_post_once(processed: Path, batch: Batch, teacher: Of, tmp_path: Path) -> None:
    """In whatever row it lies: the second time the teacher's weights are not even read."""
    one, two = teacher(1), teacher(2)
    first = lesson(processed, [one, two], tmp_path / "memo")
    ids, log_p = first.told(batch)
    again = lesson(processed, [Teacher(str(each.folder)) for each in (two, one)], tmp_path / "memo")
    for found, wanted in zip(again.told(batch), (ids, log_p), strict=True):
        assert torch.equal(found, wanted)
    turned = {name: tensor.flip(0) if tensor.ndim else tensor for name, tensor in batch.items()}
    counts = places(batch["labels"]).sum(1).tolist()
    assert torch.equal(again.told(turned)[0], torch.cat(ids.split(counts)[::-1]))
    assert all(each.network is None for each in again._teachers)
    assert len(list((tmp_path / "memo").glob("*.sqlite"))) == 1
    for other in ({"top_k": 8}, {"temperature": 2.0}):
        lesson(processed, [one, two], tmp_path / "memo", **other).told(batch)
    lesson(processed, [one], tmp_path / "memo").told(batch)
    assert len(list((tmp_path / "memo").glob("*.sqlite"))) == 4


def test_what_is_kept_are_the_likeliest_tokens_in_the_order_of_the_places(
    processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    made = lesson(processed, [teacher(1)], tmp_path, top_k=5)
    ids, log_p = made.told(batch)
    whole = made.taught(batch)
    torch.testing.assert_close(log_p[:, :5].exp(), whole.topk(5).values.exp(), atol=1e-4, rtol=2e-3)
    torch.testing.assert_close(log_p.exp().sum(-1), torch.ones(len(ids)))
    torch.testing.assert_close(whole.gather(1, ids).exp(), whole.topk(5).values.exp(), atol=1e-4, rtol=2e-3)


@pytest.mark.parametrize("top_k", [0, 64])
def test_a_student_comes_to_expect_what_its_teacher_does(
    top_k: int, fit: Fit, processed: Path, batch: Batch, tmp_path: Path
) -> None:
    teacher = sealed(fit(max_epochs=4, model=decoder(processed, seed=5))[0].model, tmp_path / "teacher")  # type: ignore[arg-type]
    given = {"teachers": [teacher], "share": 1.0, "top_k": top_k, "memo": str(tmp_path)}
    student, trainer = fit(max_epochs=4, kind=Distill, lesson=given, model=decoder(processed))
    fresh = lesson(processed, [teacher], tmp_path, share=1.0, top_k=0)
    taught = lesson(processed, [teacher], tmp_path, share=1.0, top_k=0, model=student.model)
    assert minimised(taught, batch) < 0.3 * minimised(fresh, batch)
    trainer.save_checkpoint(trainer.default_root_dir + "/kept.ckpt")
    kept = torch.load(trainer.default_root_dir + "/kept.ckpt", weights_only=True)["state_dict"]
    assert set(kept) == {f"model.{name}" for name in decoder(processed).state_dict()}


def test_a_student_writes_to_the_prompts_of_the_batch(
    processed: Path, batch: Batch, teacher: Of, tmp_path: Path
) -> None:
    made = lesson(processed, [teacher(1)], tmp_path, on_policy=1.0)
    made.model.train()
    own = made.own(batch)
    assert made.model.training
    assert all(module.training for module in made.model.modules())
    for name, tensor in made.own(batch).items():
        assert torch.equal(tensor, own[name])
    assert not torch.equal(made.own(batch | {"index": torch.tensor(1)})["input_ids"], own["input_ids"])
    found = made.training_step(batch, 0)
    wanted = made.whole(made.read(own), own)
    assert found.item() == pytest.approx(wanted.item(), rel=1e-6)
    assert not list(tmp_path.glob("*.sqlite")), "what the student writes is not kept"
    found.backward()  # type: ignore[no-untyped-call]
    assert all(weight.grad is not None for weight in made.model.parameters())
    assert int((own["labels"] != IGNORED).sum()) > 0


def test_the_share_of_own_batches_is_as_asked(processed: Path, teacher: Of, tmp_path: Path) -> None:
    made = lesson(processed, [teacher(1)], tmp_path, on_policy=0.3)
    assert sum(made.is_own(index) for index in range(1000)) == pytest.approx(300, abs=50)  # 3.5 deviations
    assert not any(lesson(processed, [teacher(1)], tmp_path).is_own(index) for index in range(100))


def test_mixed_precision_learns_from_own_writing(fit: Fit, processed: Path, teacher: Of, tmp_path: Path) -> None:
    """Weights that autocast converted while writing would have no gradient."""
    given = {"teachers": [teacher(1)], "share": 0.5, "on_policy": 0.5, "memo": str(tmp_path)}
    before = decoder(processed).state_dict()
    student, _ = fit(
        max_epochs=1, kind=Distill, lesson=given, model=decoder(processed), precision="bf16-mixed",
        limit_train_batches=3,
    )  # fmt: skip
    assert all(not torch.equal(weight, before[name]) for name, weight in student.model.state_dict().items())


def test_a_resumed_student_is_bit_equal(processed: Path, teacher: Of, tmp_path: Path) -> None:
    def train(memo: str, steps: int, start: Path | None = None) -> pl.Trainer:
        model = decoder(processed)
        taught = Distill(model, [teacher(1)], str(tmp_path / memo), on_policy=0.5, seed=5)
        data = PostsData(str(processed), model.tokenizer, block_len=96, batch_blocks=4, seed=3)
        trainer = pl.Trainer(
            accelerator="cpu", max_steps=steps, logger=False, num_sanity_val_steps=0, enable_progress_bar=False,
            enable_model_summary=False, enable_checkpointing=False, default_root_dir=tmp_path,
        )  # fmt: skip
        assert {taught.is_own(index) for index in (2, 3)} == {True, False}
        taught._total_steps = lambda: 4  # type: ignore[method-assign]
        with quiet():
            trainer.fit(taught, datamodule=data, ckpt_path=start, weights_only=False)
        trainer.save_checkpoint(tmp_path / f"{memo}-{steps}.ckpt")
        return trainer

    whole = train("whole", 4).lightning_module.state_dict()
    train("cut", 2)
    went_on = train("cut", 4, tmp_path / "cut-2.ckpt").lightning_module.state_dict()
    assert all(torch.equal(weight, went_on[name]) for name, weight in whole.items())


def test_a_teacher_of_another_vocabulary_is_refused(processed: Path, tmp_path: Path) -> None:
    train_tokenizer(["quite other words"] * 3, 350).save(str(tmp_path / "tokenizer.json"))
    other = sealed(decoder(tmp_path), tmp_path / "teacher")
    with pytest.raises(MilesError, match=r"teacher and student read different tokens.*\n.*sequences=4"):
        Distill(decoder(processed), [other], str(tmp_path))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"share": 1.5}, "training.share=1.5"), ({"beta": -1}, "training.beta=-1"), ({"temperature": 0}, "above 0"),
        ({"top_k": -1}, "training.top_k=-1"), ({"top_k": 385}, "between 0 and 384"),
        ({"on_policy": 1.5}, "training.on_policy=1.5"),
    ],
)  # fmt: skip
def test_settings_out_of_range_are_told(given: dict[str, Any], told: str, processed: Path, teacher: Of) -> None:
    with pytest.raises(MilesError, match=told):
        Distill(decoder(processed), [teacher(1)], "memo", **given)
    for asked in ({}, {"share": 0.0, "on_policy": 0.1}):
        with pytest.raises(MilesError, match="a student needs a teacher"):
            Distill(decoder(processed), [], "memo", **asked)

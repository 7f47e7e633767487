"""What can be asked: the nouns of REST, read, written and watched. Every resolver goes through REST's own routes.

Files stay with REST (exports, batches as CSV or JSON Lines): they are sent piece by piece, and an answer here is whole.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from miles.registry.voice import Piece
from miles.serving.api import (
    batches,
    candidates,
    drafts,
    feedback,
    health,
    history,
    labels,
    learning,
    me,
    metrics,
    outcomes,
    profile,
    shelf,
    trials,
)
from miles.serving.api.batches import BatchLine
from miles.serving.api.trials import Reported
from miles.serving.graphql import replies, reports, types
from miles.serving.graphql.context import Here, resolves
from miles.serving.graphql.inputs import (
    FeedbackInput,
    GenerateInput,
    HistoryFilter,
    OutcomeInput,
    TrialInput,
    body,
    given,
    key_of,
    lines,
    planned,
    which,
)
from miles.serving.graphql.limits import Limits
from miles.serving.graphql.told import Told, note
from miles.serving.schemas import GenerateReply, GenerateRequest
from miles.serving.security.identity import Scope
from miles.store.batches import SavedBatch
from miles.store.drafts import SavedDraft, State
from miles.store.feedback import Feedback
from miles.store.generations import Candidate, Generation
from miles.store.outcomes import Counts, Published
from miles.store.rows import Page
from miles.store.trials import SavedTrial

ID = strawberry.ID


@strawberry.type(description="What there is to read.")
class Query:
    """Reads."""

    @resolves(types.Generation | None, Scope.READ)
    async def generation(self, info: Here, id: ID) -> Generation:
        """One draft with what was written for it."""
        return await history.generation(id, info.context.who, info.context.desk)

    @resolves(types.Candidate | None, Scope.READ)
    async def candidate(self, info: Here, id: ID) -> Candidate:
        """One text that was written."""
        await info.context.desk.journal.settled()
        return await info.context.desk.generations.candidate(info.context.who.tenant, id)

    @resolves(replies.Receipt | None, Scope.READ)
    async def receipt(self, info: Here, candidate_id: ID) -> candidates.ReceiptReply:
        """Which phrases of a text sound like the author, which own posts come nearest, what became of the draft."""
        found = await candidates.receipt(candidate_id, info.context.who, info.context.desk)
        return candidates.ReceiptReply.model_validate(found)

    @resolves(types.Page[types.Batch] | None, Scope.GENERATE)
    async def batches(self, info: Here, after: str | None = None, limit: int = 50) -> Page[SavedBatch]:
        """Requests that are done in the background, and how far they are."""
        return await batches.page(info.context.who, info.context.desk, after, limit)

    @resolves(types.Batch | None, Scope.GENERATE)
    async def batch(self, info: Here, id: ID) -> SavedBatch:
        """How far one of them is."""
        return await batches.progress(id, info.context.who, info.context.desk)

    @resolves(list[replies.BatchLine] | None, Scope.GENERATE)
    async def batch_results(self, info: Here, id: ID, after: int = 0, limit: int = 50) -> Sequence[BatchLine]:
        """What came of its lines so far, in order: those after the line with the number `after`."""
        return await batches.part(id, info.context.who, info.context.desk, after, limit)

    @resolves(types.Page[types.Generation] | None, Scope.READ)
    async def history(
        self, info: Here, where: HistoryFilter | None = None, after: str | None = None, limit: int = 50
    ) -> Page[Generation]:
        """What was written, newest first."""
        found = await which(**given(where) if where else {})
        return await history.history(found, info.context.who, info.context.desk, after, limit)

    @resolves(types.Page[types.Feedback] | None, Scope.READ)
    async def feedback(self, info: Here, after: str | None = None, limit: int = 50) -> Page[Feedback]:
        """What people did with candidates."""
        return await feedback.page(info.context.who, info.context.desk, after, limit)

    @resolves(types.Page[types.Draft] | None, Scope.DRAFTS)
    async def drafts(
        self, info: Here, state: State | None = None, after: str | None = None, limit: int = 50
    ) -> Page[SavedDraft]:
        """Texts on their way to be published, all or those in one state."""
        return await drafts.page(info.context.who, info.context.desk, state, after, limit)

    @resolves(types.Draft | None, Scope.DRAFTS)
    async def draft(self, info: Here, id: ID) -> SavedDraft:
        """One of them."""
        return await drafts.get(id, info.context.who, info.context.desk)

    @resolves(types.Page[types.Published] | None, Scope.READ)
    async def outcomes(self, info: Here, after: str | None = None, limit: int = 50) -> Page[Published]:
        """Posts that came back."""
        return await outcomes.page(info.context.who, info.context.desk, after, limit)

    @resolves(list[types.Counts] | None, Scope.READ)
    async def counts(self, info: Here, post_id: str) -> Sequence[Counts]:
        """All counts of one post, oldest first."""
        return await outcomes.counts(post_id, info.context.who, info.context.desk)

    @resolves(types.Page[types.Trial] | None, Scope.TRIALS)
    async def trials(self, info: Here, after: str | None = None, limit: int = 50) -> Page[SavedTrial]:
        """Comparisons of voices on real people."""
        return await trials.page(info.context.who, info.context.desk, after, limit)

    @resolves(reports.Reported | None, Scope.TRIALS)
    async def trial(self, info: Here, id: ID) -> Reported:
        """One of them with its report; look as often as you like, the intervals hold all the same."""
        return await trials.get(id, info.context.who, info.context.desk)

    @resolves(replies.Question | None, Scope.LABELS)
    async def next_question(self, info: Here, task: labels.Task) -> labels.Question | None:
        """The text to label next, where the model is least sure; null where nothing is left to ask."""
        return await labels.question(info.context.desk, info.context.who, task)

    @resolves(reports.Learning | None, Scope.READ)
    async def learning(self, info: Here) -> learning.LearningReply:
        """How far the closed loop is, and what is missing next."""
        return await learning.learning(info.context.who, info.context.desk)

    @resolves(reports.Shelf | None, Scope.READ)
    async def shelf(self, info: Here) -> shelf.ShelfReply:
        """Where every voice stands."""
        return await shelf.shelf(info.context.desk)

    @resolves(reports.Patterns | None, Scope.READ)
    async def patterns(self, info: Here) -> profile.Patterns:
        """How the author's posts are built, and how each form was received."""
        return await profile.patterns(info.context.desk)

    @resolves(reports.Topics | None, Scope.READ)
    async def topics(self, info: Here) -> profile.Topics:
        """What the author writes of, over time; without rows where the posts are too few."""
        return await profile.topics(info.context.desk)

    @resolves(reports.Recommendations | None, Scope.READ)
    async def recommendations(self, info: Here) -> profile.Recommendations:
        """What to write of next."""
        return await profile.recommendations(info.context.desk)

    @resolves(reports.Hours | None, Scope.READ)
    async def hours(self, info: Here) -> profile.Hours:
        """At which hours and on which weekdays posts were received best."""
        return await profile.hours(info.context.desk)

    @resolves(reports.Health, None)
    async def health(self, info: Here) -> health.Health:
        """What works and what does not."""
        return health.Health.model_validate_json(bytes((await health.health(info.context.desk)).body))

    @resolves(reports.Metrics | None, Scope.READ)
    async def metrics(self, info: Here) -> metrics.Metrics:
        """Response times, errors, patterns, acceptance and quality."""
        told = await metrics.metrics(info.context.who, info.context.desk)
        return metrics.Metrics.model_validate_json(bytes(told.body))

    @resolves(reports.Me, None)
    def me(self, info: Here) -> Mapping[str, Any]:
        """Whom the token names."""
        who = info.context.who
        return {
            "tenant": who.tenant, "person": who.person, "client_id": who.client_id, "scopes": sorted(who.scopes),
        }  # fmt: skip


@strawberry.type(description="What changes something. With a `key` the same again is done once.")
class Mutation:
    """Writes."""

    @resolves(replies.Reply, Scope.GENERATE, strawberry.mutation)
    async def generate(self, info: Here, input: GenerateInput, key: str | None = None) -> GenerateReply:
        """Write posts for a draft, an idea, or from a candidate that is nearly right; the best one comes first."""
        asked = body(GenerateRequest, input)
        reply = await info.context.desk.composer.compose(info.context.who, asked, key_of(key))
        return GenerateReply.model_validate_json(reply)

    @resolves(types.Given, Scope.FEEDBACK, strawberry.mutation)
    async def give_feedback(self, info: Here, input: FeedbackInput, key: str | None = None) -> Mapping[str, Any]:
        """Tell what became of a candidate."""
        said = body(feedback.FeedbackRequest, input)
        kept = await feedback.give(said, info.context.who, info.context.desk, key_of(key))
        return {"id": kept.id, "candidate_id": said.candidate_id}

    @resolves(types.Draft, Scope.DRAFTS, strawberry.mutation)
    async def save_draft(
        self, info: Here, text: str | None = None, candidate_id: ID | None = None, key: str | None = None
    ) -> SavedDraft:
        """Keep a text, by hand or from a candidate."""
        asked = body(drafts.NewDraft, text=text, candidate_id=candidate_id)
        return await drafts.save(asked, info.context.who, info.context.desk, key_of(key))

    @resolves(types.Draft, Scope.DRAFTS, strawberry.mutation)
    async def edit_draft(self, info: Here, id: ID, version: int, text: str) -> SavedDraft:
        """Give it another text; what was approved has to be approved again."""
        asked = body(drafts.Edit, version=version, text=text)
        return await drafts.edit(id, asked, info.context.who, info.context.desk)

    @resolves(types.Draft, Scope.DRAFTS, strawberry.mutation)
    async def approve_draft(self, info: Here, id: ID, version: int) -> SavedDraft:
        """Say that it may be published as it is."""
        return await drafts.approve(id, body(drafts.OnVersion, version=version), info.context.who, info.context.desk)

    @resolves(types.Draft, Scope.DRAFTS, strawberry.mutation)
    async def discard_draft(self, info: Here, id: ID, version: int) -> SavedDraft:
        """Leave it, for good."""
        return await drafts.discard(id, body(drafts.OnVersion, version=version), info.context.who, info.context.desk)

    @resolves(types.Draft, Scope.DRAFTS, strawberry.mutation)
    async def schedule_draft(self, info: Here, id: ID, version: int, at: datetime | None = None) -> SavedDraft:
        """Note when it is meant to be published; null takes that back. Nothing here publishes."""
        asked = body(drafts.Schedule, version=version, at=at)
        return await drafts.schedule(id, asked, info.context.who, info.context.desk)

    @resolves(list[types.Counts], Scope.FEEDBACK, strawberry.mutation)
    async def record_outcome(self, info: Here, input: OutcomeInput, key: str | None = None) -> Sequence[Counts]:
        """Tell the counts of a published post; all that are known of it come back."""
        asked = body(outcomes.OutcomeRequest, input)
        await outcomes.record(asked, info.context.who, info.context.desk, key_of(key))
        return await outcomes.counts(asked.post_id, info.context.who, info.context.desk)

    @resolves(types.Trial, Scope.TRIALS, strawberry.mutation)
    async def start_trial(self, info: Here, input: TrialInput) -> SavedTrial:
        """Begin to compare two voices: people get their arm from their next request on."""
        return await trials.start(planned(input), info.context.who, info.context.desk)

    @resolves(reports.Reported, Scope.TRIALS, strawberry.mutation)
    async def end_trial(self, info: Here, id: ID) -> Reported:
        """End one, for good: everybody gets the voice in production again."""
        return await trials.end(id, info.context.who, info.context.desk)

    @resolves(replies.Answer, Scope.LABELS, strawberry.mutation)
    async def give_label(self, info: Here, task: labels.Task, text: str, answer: str) -> labels.Answer:
        """Say what a text is; a later answer about the same text stands in place of yours before."""
        said = body(labels.Answer, task=task, text=text, answer=answer)
        await labels.answer(said, info.context.who, info.context.desk)
        return said

    @resolves(types.Batch, Scope.GENERATE, strawberry.mutation)
    async def submit_batch(self, info: Here, requests: list[GenerateInput], key: str | None = None) -> SavedBatch:
        """Take many requests at once, done when nobody else waits; where one of them cannot be taken, none is."""
        taken = await batches.begin(lines(requests), info.context.who, info.context.desk, key_of(key))
        return await batches.progress(taken.id, info.context.who, info.context.desk)

    @resolves(reports.Shelf, Scope.SHELF, strawberry.mutation)
    async def promote_voice(self, info: Here, bundle: str, to: shelf.Aim, why: str) -> shelf.ShelfReply:
        """Move a voice a stage on, where the gate says so; else every reason is told."""
        asked = body(shelf.Promotion, bundle=bundle, to=to, why=why)
        return await shelf.promote(asked, info.context.who, info.context.desk)

    @resolves(reports.Shelf, Scope.SHELF, strawberry.mutation)
    async def roll_back_voice(self, info: Here, why: str, author: str | None = None) -> shelf.ShelfReply:
        """Bring the voice back that served before, and retire the present one."""
        asked = body(shelf.Rollback, why=why, author=author)
        return await shelf.rollback(asked, info.context.who, info.context.desk)

    @resolves(reports.Erased, Scope.EXPORT, strawberry.mutation)
    async def erase_me(self, info: Here) -> me.Erased:
        """Erase all that is kept of you, at once and for good; the audit log keeps that it was done, and no text."""
        return await me.erase(info.context.who, info.context.desk)


@strawberry.type(description="What is told while it happens.")
class Subscription:
    """Watches."""

    @resolves(replies.Progress, Scope.GENERATE, strawberry.subscription)
    async def generate(self, info: Here, input: GenerateInput) -> AsyncIterator[Mapping[str, Any]]:
        """Pieces of text while they are written, then the reply. Whoever completes it earlier ends the writing."""
        async for each in info.context.desk.composer.stream(info.context.who, body(GenerateRequest, input)):
            is_piece = isinstance(each, Piece)
            reply = None if isinstance(each, Piece) else GenerateReply.model_validate_json(each)
            yield {"piece": each if is_piece else None, "reply": reply}


class Schema(strawberry.Schema):
    """Logs what nobody expected, and nothing else: what a person can mend is told to that person."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        note(errors)


SCHEMA = Schema(
    Query,
    Mutation,
    Subscription,
    extensions=[Told, Limits],
    config=StrawberryConfig(default_resolver=types.read, scalar_map=types.SCALARS),
)

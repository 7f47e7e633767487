"""The nouns in GraphQL: what REST keeps is read here, and the other way round, within a tenant."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from miles.registry.shelf import Shelf
from miles.registry.stage import Stage
from miles.serving.graphql.schema import SCHEMA
from served import another, client_of, clients_of, settings_of

ROOT = Path(__file__).resolve().parents[4]
SENT = {"draft": "bitcoin fees fell again", "n": 2, "seed": 7, "sentiment": "positive"}
GENERATE = "mutation($i:GenerateInput!,$k:String){generate(input:$i,key:$k){generationId seed candidates{id text}}}"


def test_the_schema_that_is_committed_is_the_one_that_is_served() -> None:
    committed = (ROOT / "docs" / "api" / "schema.graphql").read_text()
    assert committed == SCHEMA.as_str() + "\n", "run python scripts/write_api.py"


def run(story: Callable[..., Awaitable[None]], folder: Path, shelf: Path, *whose: str) -> None:
    async def main() -> None:
        settings = settings_of(folder, shelf)
        if whose:
            async with clients_of(settings, *whose) as clients:
                await story(*clients)
        else:
            async with client_of(settings) as client:
                await story(client)

    asyncio.run(main())


def test_what_is_written_here_is_what_rest_writes_and_keeps(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        reply = (await ask(client)(GENERATE, i=SENT))["data"]["generate"]
        assert reply["seed"] == 7
        over_rest = (await client.post("/generate", json=SENT)).json()
        assert over_rest["generation_id"] == reply["generationId"], "one answer, from one cache"
        found = (await client.get(f"/history/{reply['generationId']}")).json()
        query = (
            "query($g:ID!,$c:ID!){generation(id:$g){id createdAt input sentiment seed wishes isAccepted "
            "candidates{id text lastWord details}} candidate(id:$c){text generation{id}} "
            'history(where:{q:"bitcoin fees",sentiment:positive,accepted:false}){rows{id} next}}'
        )
        best = reply["candidates"][0]
        told = (await ask(client)(query, g=reply["generationId"], c=best["id"]))["data"]
        kept = told["generation"]
        assert kept["createdAt"].removesuffix("+00:00") == found["created_at"].removesuffix("Z")
        for mine, name in (("input", "input"), ("sentiment", "sentiment"), ("seed", "seed"), ("wishes", "wishes")):
            assert kept[mine] == found[name]
        assert [each["details"] for each in kept["candidates"]] == [each["details"] for each in found["candidates"]]
        assert told["candidate"] == {"text": best["text"], "generation": {"id": reply["generationId"]}}
        assert told["history"] == {"rows": [{"id": reply["generationId"]}], "next": None}

    run(story, tmp_path, shelf)


def test_a_key_makes_it_once_over_either_way(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        sent = {"draft": "gm", "n": 1}
        first = (await ask(client)(GENERATE, i=sent, k="k1"))["data"]["generate"]
        over_rest = await client.post("/generate", json=sent, headers={"Idempotency-Key": "k1"})
        assert over_rest.json()["generation_id"] == first["generationId"]
        other = await ask(client)(GENERATE, i={**sent, "n": 2}, k="k1")
        assert other["errors"][0]["extensions"]["status"] == 409

    run(story, tmp_path, shelf)


@pytest.mark.parametrize(
    "sent", [{"draft": ""}, {"draft": "x", "n": 99}, {"draft": "x", "goal": {"likes": -1.0}}, {"basedOn": "x"}]
)
def test_what_rest_refuses_is_refused_with_its_words(
    shelf: Path, tmp_path: Path, ask: Any, sent: dict[str, Any]
) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        problem = (await client.post("/generate", json={k.replace("O", "_o"): v for k, v in sent.items()})).json()
        [error] = (await ask(client)(GENERATE, i=sent))["errors"]
        assert error["message"] == problem["detail"]
        assert error["extensions"]["status"] == problem["status"] == 422
        assert error["extensions"]["field"] == problem["errors"][0]["field"]
        assert error["extensions"]["next"] == problem["next"]

    run(story, tmp_path, shelf)


def test_a_draft_goes_its_way(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        one = (await ask(client)(GENERATE, i=SENT))["data"]["generate"]["candidates"][0]
        fields = "{id version state text scheduledAt candidate{id}}"
        save = f"mutation($c:ID){{saveDraft(candidateId:$c){fields}}}"
        draft = (await ask(client)(save, c=one["id"]))["data"]["saveDraft"]
        assert (draft["text"], draft["candidate"], draft["version"]) == (one["text"], {"id": one["id"]}, 1)
        steps = (
            ('editDraft(id:$id,version:1,text:"gm")', {"text": "gm", "state": "open", "version": 2}),
            ("approveDraft(id:$id,version:2)", {"state": "approved", "version": 3}),
            ('scheduleDraft(id:$id,version:3,at:"2099-01-01T00:00:00Z")', {"scheduledAt": "2099-01-01T00:00:00+00:00"}),
            ("scheduleDraft(id:$id,version:4)", {"scheduledAt": None}),
            ("discardDraft(id:$id,version:5)", {"state": "discarded"}),
        )
        for step, expected in steps:
            found = await ask(client)(f"mutation($id:ID!){{step:{step}{fields}}}", id=draft["id"])
            assert expected.items() <= found["data"]["step"].items(), found
        [error] = (await ask(client)("mutation($id:ID!){approveDraft(id:$id,version:1){id}}", id=draft["id"]))["errors"]
        assert error["extensions"]["status"] == 409
        listed = await ask(client)("{drafts(state:discarded){rows{id}} open:drafts(state:open){rows{id}}}")
        assert listed["data"] == {"drafts": {"rows": [{"id": draft["id"]}]}, "open": {"rows": []}}

    run(story, tmp_path, shelf)


def test_feedback_and_counts_are_told_and_read(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        one = (await ask(client)(GENERATE, i=SENT))["data"]["generate"]["candidates"][0]
        give = (
            "mutation($c:ID!){a:giveFeedback(input:{candidateId:$c,rating:2}){candidate{lastWord}} "
            'b:giveFeedback(input:{candidateId:$c,postedId:"12"}){id candidate{lastWord feedback{word postedId}}}}'
        )
        told = (await ask(client)(give, c=one["id"]))["data"]
        assert told["a"]["candidate"] == {"lastWord": "rated-2"}, "each mutation is seen by the fields under it"
        assert [each["word"] for each in told["b"]["candidate"]["feedback"]] == ["rated-2", "posted"]
        record = (
            'mutation($c:ID!){recordOutcome(input:{postId:"12",candidateId:$c,countedAt:"2026-01-02T00:00:00Z",'
            "likes:3000000000}){likes replies}}"
        )
        counted = (await ask(client)(record, c=one["id"]))["data"]["recordOutcome"]
        assert counted == [{"likes": 3_000_000_000, "replies": 0}]
        found = (await ask(client)('{outcomes{rows{postId text candidate{id}}} counts(postId:"12"){likes}}'))["data"]
        assert found["outcomes"]["rows"] == [{"postId": "12", "text": one["text"], "candidate": {"id": one["id"]}}]
        assert found["counts"] == [{"likes": 3_000_000_000}]
        assert (await ask(client)("{feedback(limit:1){rows{word}}}"))["data"]["feedback"]["rows"] == [
            {"word": "posted"}
        ]

    run(story, tmp_path, shelf)


def test_a_trial_is_started_read_and_ended(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        voice = (await ask(client)("{health{voice}}"))["data"]["health"]["voice"].rpartition(":")[2]
        arms = [{"name": "old", "voice": voice}, {"name": "new", "voice": voice}]
        start = "mutation($i:TrialInput!){startTrial(input:$i){id name plan endedAt}}"
        trial = (await ask(client)(start, i={"name": "spring", "arms": arms, "control": "old"}))["data"]["startTrial"]
        assert (trial["name"], set(trial["plan"]["arms"]), trial["endedAt"]) == ("spring", {"old", "new"}, None)
        query = "query($id:ID!){trial(id:$id){people conclusion isOver found{p}} trials{rows{id}}}"
        found = (await ask(client)(query, id=trial["id"]))["data"]
        assert found["trial"] == {
            "people": {"new": 0, "old": 0}, "conclusion": "keep going", "isOver": False, "found": None,
        }  # fmt: skip
        assert found["trials"]["rows"] == [{"id": trial["id"]}]
        ended = (await ask(client)("mutation($id:ID!){endTrial(id:$id){endedAt}}", id=trial["id"]))["data"]["endTrial"]
        assert ended["endedAt"]
        [error] = (await ask(client)(start, i={"name": "x", "arms": arms, "control": "other"}))["errors"]
        assert error["extensions"]["field"] == "control"

    run(story, tmp_path, shelf)


def test_a_batch_is_submitted_once_and_read_line_by_line(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        submit = 'mutation($r:[GenerateInput!]!){submitBatch(requests:$r,key:"k"){id total}}'
        sent = [SENT, {"draft": "gm", "voice": "ffff0000"}, {"topic": "fees", "n": 1, "seed": 1}]
        first, again = [(await ask(client)(submit, r=sent))["data"]["submitBatch"] for _ in range(2)]
        assert first == again
        assert first["total"] == 3
        query = (
            "query($b:ID!){batch(id:$b){done} batches{rows{id}} all:batchResults(id:$b){line status "
            "reply{generationId candidates{text forecast{count}}} problem{detail next errors{field}}} "
            "second:batchResults(id:$b,after:1,limit:1){line} end:batchResults(id:$b,after:3){line}}"
        )
        for _ in range(400):
            found = (await ask(client)(query, b=first["id"]))["data"]
            if found["batch"]["done"] == 3:
                break
            await asyncio.sleep(0.02)
        assert found["batches"]["rows"] == [{"id": first["id"]}]
        assert [(row["line"], row["status"]) for row in found["all"]] == [(1, 200), (2, 422), (3, 200)]
        assert (found["second"], found["end"]) == ([{"line": 2}], [])
        told = (await client.get(f"/batches/{first['id']}/results")).text.splitlines()
        for mine, line in zip(found["all"], map(json.loads, told), strict=True):
            assert (mine["problem"] or {}).get("detail") == (line["problem"] or {}).get("detail")
            assert (mine["reply"] or {}).get("generationId") == (line["reply"] or {}).get("generation_id")
        [error] = (await ask(client)(submit, r=[SENT, {"draft": "gm", "parts": 10}]))["errors"]
        assert (error["extensions"]["status"], error["extensions"]["field"]) == (422, "requests[1].parts")

    run(story, tmp_path, shelf)


def test_people_are_asked_until_they_have_answered(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        written = (await ask(client)(GENERATE, i=SENT))["data"]["generate"]["candidates"]
        query = "{nextQuestion(task:sentiment){task text answers guess margin} learning{labels{task n}}}"
        give = "mutation($t:String!,$a:String!){giveLabel(task:sentiment,text:$t,answer:$a){task text answer}}"
        asked: list[str] = []
        while len(asked) < 9 and (question := (await ask(client)(query))["data"]["nextQuestion"]):
            assert question == (await client.get("/labels/next", params={"task": "sentiment"})).json()
            said = (await ask(client)(give, t=question["text"], a=question["guess"]))["data"]["giveLabel"]
            assert said == {"task": "sentiment", "text": question["text"], "answer": question["guess"]}
            asked.append(question["text"])
        assert sorted(asked) == sorted(one["text"] for one in written)
        assert (await ask(client)(query))["data"]["learning"]["labels"] == [{"task": "sentiment", "n": len(asked)}]
        [error] = (await ask(client)(give, t="gm", a="meh"))["errors"]
        assert (error["extensions"]["status"], error["extensions"]["field"]) == (422, "answer")

    run(story, tmp_path, shelf)


def test_receipts_and_states_are_those_of_rest(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        one = (await ask(client)(GENERATE, i=SENT))["data"]["generate"]["candidates"][0]
        query = (
            "query($c:ID!){receipt(candidateId:$c){voice phrases{phrase weight} diff{op text} notes candidate{id}} "
            "learning{generations{n} pairs next} shelf{writes voices{name stage}}}"
        )
        found = (await ask(client)(query, c=one["id"]))["data"]
        receipt = (await client.get(f"/candidates/{one['id']}/receipt")).json()
        assert found["receipt"].pop("candidate") == {"id": one["id"]}
        assert found["receipt"] == {name: receipt[name] for name in ("voice", "phrases", "diff", "notes")}
        learning, shelved = [(await client.get(path)).json() for path in ("/learning", "/shelf")]
        assert found["learning"] == {
            "generations": {"n": 1}, "pairs": learning["pairs"], "next": learning["next"],
        }  # fmt: skip
        assert found["shelf"]["writes"] == shelved["writes"]
        assert [row["name"] for row in found["shelf"]["voices"]] == [row["name"] for row in shelved["voices"]]
        metrics = (await ask(client)("{metrics{acceptanceN patterns routes{route}}}"))["data"]["metrics"]
        assert (metrics["acceptanceN"], sum(metrics["patterns"].values())) == (1, 2)
        assert {"route": "/api/v1/graphql"} in metrics["routes"]

    run(story, tmp_path, shelf)


def test_a_voice_is_moved_where_the_gate_agrees_and_brought_back(own: Shelf, tmp_path: Path, ask: Any) -> None:
    first, second = own.get("newest"), another(own, tmp_path / "made")
    own.move(first, Stage.PRODUCTION, {}, "first", None)
    own.move(second, Stage.PRODUCTION, {}, "second", first.name)

    async def story(client: httpx.AsyncClient) -> None:
        move = 'mutation($b:String!){promoteVoice(bundle:$b,to:staging,why:"better"){writes}}'
        problem = (
            await client.post("/shelf/promote", json={"bundle": first.hash, "to": "staging", "why": "better"})
        ).json()
        [error] = (await ask(client)(move, b=first.hash))["errors"]
        assert (error["message"], error["extensions"]["status"]) == (problem["detail"], problem["status"])
        back = (
            'mutation{rollBackVoice(why:"invents numbers"){writes voices{name stage} decisions{event why who retired}}}'
        )
        told = (await ask(client)(back))["data"]["rollBackVoice"]
        assert told["writes"] == first.name
        assert {row["name"]: row["stage"] for row in told["voices"]} == {
            first.name: "production", second.name: "retired",
        }  # fmt: skip
        assert told["decisions"][0] == {
            "event": "rolled back", "why": "invents numbers", "who": "ada", "retired": second.name,
        }  # fmt: skip

    run(story, tmp_path, own.folder, "a:ada")


def test_one_field_that_fails_leaves_the_others(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        found = await ask(client)("{patterns{author} topics{author} recommendations{author} hours{author} me{person}}")
        assert found["data"]["me"] == {"person": "local"}
        assert {error["path"][0]: error["extensions"]["status"] for error in found["errors"]} == dict.fromkeys(
            ("patterns", "topics", "recommendations", "hours"), 404
        )
        assert "make analyse" in found["errors"][0]["extensions"]["next"]

    run(story, tmp_path, shelf)


def test_no_tenant_reaches_into_another(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(mine: httpx.AsyncClient, theirs: httpx.AsyncClient) -> None:
        reply = (await ask(mine)(GENERATE, i=SENT))["data"]["generate"]
        candidate = reply["candidates"][0]["id"]
        draft = (await ask(mine)('mutation{saveDraft(text:"gm"){id}}'))["data"]["saveDraft"]["id"]
        voice = (await ask(mine)("{health{voice}}"))["data"]["health"]["voice"].rpartition(":")[2]
        arms = [{"name": "old", "voice": voice}, {"name": "new", "voice": voice}]
        start = "mutation($i:TrialInput!){startTrial(input:$i){id}}"
        trial = (await ask(mine)(start, i={"name": "x", "arms": arms, "control": "old"}))["data"]["startTrial"]["id"]
        submit = 'mutation{submitBatch(requests:[{draft:"gm"}]){id}}'
        batch = (await ask(mine)(submit))["data"]["submitBatch"]["id"]
        ids = {
            "generation(id:$id){id}": reply["generationId"], "candidate(id:$id){id}": candidate,
            "draft(id:$id){id}": draft, "trial(id:$id){id}": trial, "receipt(candidateId:$id){voice}": candidate,
            "batch(id:$id){id}": batch, "batchResults(id:$id){line}": batch,
        }  # fmt: skip
        changes = {
            "giveFeedback(input:{candidateId:$id,rating:1}){id}": candidate,
            "saveDraft(candidateId:$id){id}": candidate,
            "generate(input:{basedOn:$id}){seed}": candidate,
            'recordOutcome(input:{postId:"1",candidateId:$id,countedAt:"2026-01-01T00:00:00Z"}){likes}': candidate,
            'editDraft(id:$id,version:1,text:"x"){id}': draft, "approveDraft(id:$id,version:1){id}": draft,
            "discardDraft(id:$id,version:1){id}": draft, "scheduleDraft(id:$id,version:1){id}": draft,
            "endTrial(id:$id){id}": trial,
        }  # fmt: skip
        for verb, fields in (("query", ids), ("mutation", changes)):
            for field, id_ in fields.items():
                [error] = (await ask(theirs)(f"{verb}($id:ID!){{{field}}}", id=id_))["errors"]
                assert error["extensions"]["status"] == 404, (field, error)
                nobodys = id_[:-1] + ("0" if id_[-1] != "0" else "1")
                [other] = (await ask(theirs)(f"{verb}($id:ID!){{{field}}}", id=nobodys))["errors"]
                assert other["message"].replace(nobodys, id_) == error["message"], "as if there were no such row"
        for field, id_ in ids.items():
            assert "errors" not in await ask(mine)(f"query($id:ID!){{{field}}}", id=id_)
        pages = " ".join(f"{name}{{rows{{id}}}}" for name in ("history", "feedback", "drafts", "trials", "batches"))
        empty = (await ask(theirs)(f"{{{pages}}}"))["data"]
        assert all(page == {"rows": []} for page in empty.values())
        states = "{nextQuestion(task:sentiment){text} learning{generations{n} pairs} metrics{acceptanceN}}"
        assert (await ask(theirs)(states))["data"] == {
            "nextQuestion": None, "learning": {"generations": {"n": 0}, "pairs": 0}, "metrics": {"acceptanceN": 0},
        }  # fmt: skip
        erased = [(await ask(one)("mutation{eraseMe{erased}}"))["data"]["eraseMe"]["erased"] for one in (theirs, mine)]
        assert set(erased[0].values()) == {0}
        assert (erased[1]["drafts"], erased[1]["batches"]) == (1, 1), "what is theirs goes, and nothing of mine"

    run(story, tmp_path, shelf, "a:ada", "b:bob")


def test_no_text_breaks_it(shelf: Path, tmp_path: Path, ask: Any) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        for odd in ("\x00", "\ud800", "\u202e", "x" * 5_000, "' OR 1=1 --"):
            for query in (
                "query($x:String!){history(where:{q:$x}){rows{id}}}", "query($x:String!){counts(postId:$x){likes}}",
                "query($x:String!){history(where:{voice:$x}){rows{id}}}", "query($x:ID!){generation(id:$x){id}}",
                "query($x:ID!){batchResults(id:$x){line}}", "query($x:ID!){receipt(candidateId:$x){voice}}",
                "mutation($x:String!){giveLabel(task:topic,text:$x,answer:$x){task}}",
                "mutation($x:String!){submitBatch(requests:[{draft:$x,n:1}]){id}}",
                'mutation($x:String!){promoteVoice(bundle:$x,to:staging,why:"x"){writes}}',
                "query($x:String!){history(after:$x){rows{id}}}", "mutation($x:String!){saveDraft(text:$x){id}}",
                "mutation($x:String!){generate(input:{topic:$x,n:1,seed:1}){seed}}",
            ):  # fmt: skip
                sent = json.dumps({"query": query, "variables": {"x": odd}})
                reply = await client.post("/graphql", content=sent, headers={"content-type": "application/json"})
                statuses = {error["extensions"]["status"] for error in reply.json().get("errors", ())}
                assert statuses <= {404, 422}, (odd[:9], query, reply.text)

    run(story, tmp_path, shelf)

"""Who is said to have done it: claims of responsibility, denials and accusations.

Each is an attribution of its own beside the event: the accused, who says so (for a claim and a
denial the accused itself), and the words that say it.
"""

from collections.abc import Sequence
from dataclasses import replace

from corrobora.annotate.clauses import prepositional
from corrobora.annotate.mentions import Modality, Speech
from corrobora.annotate.speech_words import speech_words
from corrobora.codebook.kinds import families
from corrobora.extract.arguments import argument
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Answering, Argument, Draft, Telling
from corrobora.extract.responsible import responsible
from corrobora.extract.said import Said
from corrobora.extract.unclaimed import unclaimed
from corrobora.values import Stage, Stance

# Sentences between an event and a claim of it that does not name it again.
_NEAR = 3
# What puts a deed on somebody, and the preposition before whom.
_UPON = {"blame": "on", "attribute": "to"}
_DEEDS = frozenset({"armed", "liberty"})


def answer_for(context: Context, drafts: Sequence[Draft]) -> None:
    """Add to each event who is said to answer for it.

    Who owns up to a deed without other doer is its doer; who is only accused is not.
    """
    said_so = [
        (said, index)
        for index, speech in enumerate(context.speeches)
        if (said := _said(context, speech)) is not None
    ]
    for said, index in [*said_so, *responsible(context)]:
        speech = context.speeches[index]
        one = argument(context, said.accused, "who")
        draft = _spoken_of(context, drafts, said, speech.cue[0])
        if one is None or draft is None:
            continue
        one = _apart(context, one, said)
        told = Telling(Modality(said.stance, Stage.HAPPENED, speech.cue, said.rule), index)
        _add(draft, one, told, said.rule)
        if said.rule == "accused":
            # The parser may take the accuser for the doer of what it accuses others of.
            draft.who = [held for held in draft.who if held.token != speech.source_token]
        if said.rule == "claimed" and not draft.who:
            draft.who.append(_with(one, told))
    for said, words_of in unclaimed(context):
        draft = _spoken_of(context, drafts, said, words_of[0])
        if draft is not None:
            draft.unclaimed.append(words_of)
    for draft in drafts:
        _own_deeds(context, draft)


def _apart(context: Context, one: Argument, said: Said) -> Argument:
    """The accused without the deed that the parser hangs on its name: "the rebels of the crime"."""
    tokens = context.parsed.tokens
    of = (at for at in tokens[one.token].children if at in said.deed and tokens[at].lower == "of")
    cut = next((at for at in of if one.start < tokens[at].start < one.end), None)
    if cut is None or not set(context.parsed.subtree(cut)) <= said.deed:
        return one
    end = tokens[cut - 1].end
    return replace(one, end=end, name=context.parsed.text[one.start : end])


def _with(one: Argument, told: Telling) -> Argument:
    return replace(one, telling=told)


def _add(draft: Draft, one: Argument, told: Telling, rule: str) -> None:
    known = {(held.who.entity, held.who.name, held.told.speech) for held in draft.answering}
    if (one.entity, one.name, told.speech) not in known:
        draft.answering.append(Answering(one, told, rule))


def _said(context: Context, speech: Speech) -> Said | None:
    """What an attribution says of who did it; None if it says nothing of that."""
    parsed = context.parsed
    verb = next(
        (
            at
            for at in parsed.tokens_in(*speech.cue)
            if parsed.tokens[at].lemma in words("answering")
        ),
        None,
    )
    if verb is None:
        return None
    token = parsed.tokens[verb]
    objects = [at for at in token.children if parsed.tokens[at].dep == "dobj"]
    if token.lemma == "hold":
        objects += [
            at
            for child in token.children
            if parsed.tokens[child].lemma in speech_words().answerable
            for at in parsed.tokens[child].children
            if parsed.tokens[at].dep in ("nsubj", "nsubjpass")
        ]
    deed = frozenset(at for start, end in speech.content for at in parsed.tokens_in(start, end))
    if speech.rule in ("blame", "accusation") and objects:
        upon = _upon(context, verb, objects[0])
        accused = upon[0] if upon else objects[0]
        left = deed - {accused}
        return Said(accused, left, Stance.POSSIBLE, "accused") if left else None
    if speech.rule == "passive" and token.lemma in words("accusing"):
        passive = parsed.child(verb, "nsubjpass", "nsubj")
        if passive is None and token.dep == "acl":
            passive = token.head
        upon = _upon(context, verb, verb)
        if passive is None and not upon:
            return None
        accused = upon[0] if upon or passive is None else passive
        left = deed - {accused}
        return Said(accused, left, Stance.POSSIBLE, "accused")
    if speech.source_token is None:
        return None
    owns = any(parsed.tokens[at].lemma in speech_words().responsibility_objects for at in deed)
    denied = speech.stance is Stance.DENIED
    if speech.rule in ("responsibility", "deny", "passive") and (owns or not denied):
        if speech.rule == "passive" and token.lemma != "claim":
            return None
        stance = Stance.DENIED if denied else Stance.CERTAIN
        return Said(speech.source_token, deed, stance, "denied" if denied else "claimed")
    if speech.rule in ("deny", "infinitive") and denied:
        return Said(speech.source_token, deed, Stance.DENIED, "denied")
    return None


def _upon(context: Context, verb: int, noun: int) -> tuple[int, ...]:
    """Those on whom a deed is blamed, whether the words hang on the verb or on the deed."""
    word = _UPON.get(context.parsed.tokens[verb].lemma)
    if word is None:
        return ()
    found = prepositional(context.parsed, verb, word)
    return found or prepositional(context.parsed, noun, word)


def _spoken_of(context: Context, drafts: Sequence[Draft], said: Said, offset: int) -> Draft | None:
    """The event that the words speak of; where they name none, the last one just before them."""
    violent = [draft for draft in drafts if families(draft.kind) & _DEEDS]
    for draft in drafts:
        if any(mention.token in said.deed for mention in draft.mentions):
            return draft
    deed = {context.parsed.tokens[at].lemma for at in said.deed}
    if said.rule == "accused" and not deed & words("deeds"):
        return None
    at = context.parsed.token_at(offset)
    here = context.parsed.tokens[at].sentence if at is not None else 0
    before: list[tuple[int, int]] = []
    for number, draft in enumerate(violent):
        for mention in draft.mentions:
            sentence = context.parsed.tokens[mention.token].sentence
            if mention.start < offset and here - sentence <= _NEAR:
                before.append((mention.start, number))
    return violent[max(before)[1]] if before else None


def _own_deeds(context: Context, draft: Draft) -> None:
    """Add a claim where the doer itself tells of its deed ("the group said it had shelled …")."""
    if draft.unreal or draft.stance is Stance.DENIED:
        return
    for one in draft.who:
        told = one.telling or draft.telling
        if told.speech is None or one.entity is None:
            continue
        source = context.speeches[told.speech].source_token
        mention = context.actor_at.get(source) if source is not None else None
        if source is None or mention is None or mention.entity not in _holders(context, one):
            continue
        itself = argument(context, source, "who")
        if itself is not None:
            _add(draft, itself, told, "claimed")


def _holders(context: Context, one: Argument) -> set[int | None]:
    """The entity of a doer, and that whose it is ("its fighters", "the group's men")."""
    found = {one.entity}
    for at in context.parsed.tokens[one.token].children:
        if context.parsed.tokens[at].dep == "poss" and at in context.actor_at:
            found.add(context.actor_at[at].entity)
    return found

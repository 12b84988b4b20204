"""Attributions by verbs: said that, told, quoted as saying, denied, blamed for, put the toll at."""

from collections.abc import Sequence

from corrobora.annotate.quotes import Quotation, quoted_tokens
from corrobora.annotate.speech_chain import cite, quoted_as_saying
from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_passives import lent, passive
from corrobora.annotate.speech_spans import (
    FINITE,
    SUBJECTS,
    bare,
    clause,
    cue_words,
    noun_phrase,
    own_voice,
    subject,
    trimmed,
)
from corrobora.annotate.speech_unsaid import unconfirmed, unsaid
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Sentence, Token

_NOT_SPEAKING = frozenset({"there", "which", "what", "whatever"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "no-one"})


def verbs(parsed: Parsed, sentence: Sentence, quotations: Sequence[Quotation]) -> list[Found]:
    """The attributions of a sentence that a verb makes."""
    words = speech_words()
    inside = quoted_tokens(parsed, sentence, quotations)
    found: list[Found] = []
    for index in range(sentence.first, sentence.last):
        token = parsed.tokens[index]
        if token.pos not in ("VERB", "AUX", "NOUN", "PROPN"):
            continue
        groups = words.verbs.get(token.lemma)
        if groups is None or not _is_verb(token):
            continue
        at = _Verb(parsed, sentence, token, groups, inside).read()
        if at is not None:
            found.append(at)
            if token.lower == "saying":
                quoted_as_saying(parsed, at, found)
    for at in found:
        if parsed.tokens[at.cue[-1]].lower in words.citing:
            cite(parsed, at, found)
    return found


def _is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


class _Verb:
    """One verb of saying in its sentence."""

    def __init__(
        self,
        parsed: Parsed,
        sentence: Sentence,
        token: Token,
        groups: frozenset[str],
        quoted: dict[int, Quotation],
    ) -> None:
        self.parsed, self.sentence, self.token, self.groups = parsed, sentence, token, groups
        self.quoted = quoted
        self.words = speech_words()
        self.verb = token.index
        self.cue = cue_words(parsed, token.index)

    def read(self) -> Found | None:
        """The attribution that this verb makes, None if it makes none here."""
        if unsaid(self.parsed, self.token):
            return unconfirmed(self.parsed, self.token, self.cue)
        if self._passive():
            return passive(self.parsed, self.token, self.cue)
        if self.token.lemma in self.words.quotation_only and not self.quoted:
            return None
        head = subject(self.parsed, self.verb)
        if head is None:
            head = self._inverted()
        if head is not None and self.parsed.tokens[head].lower in ("who", "which", "that"):
            # "the envoy, who said": the speaker is the one that the clause hangs on.
            head = self._antecedent(head)
        if head is not None and not self._can_speak(head):
            return None
        content, rule = self._content()
        if not content:
            return None
        source = noun_phrase(self.parsed, head, without=self.verb) if head is not None else []
        source = [at for at in source if at not in self.cue]
        content = [at for at in content if at not in set(source) and at not in self.cue]
        if self.verb in self.quoted:
            # Quoted words never speak of what stands outside their own quotation.
            content = [at for at in content if self.quoted.get(at) is self.quoted[self.verb]]
        if not trimmed(self.parsed, content):
            return None
        if head is None and self.token.tag not in ("VBD", "VBZ", "VBP", "VBG"):
            return None
        return Found(
            self.cue,
            source,
            head if source else None,
            content,
            rule,
            lent(self.parsed, self.token),
            quotes=any(at in self.quoted for at in content),
        )

    def _antecedent(self, pronoun: int) -> int:
        """What a relative pronoun stands for: the noun that its clause hangs on."""
        above = self.parsed.tokens[self.token.head]
        noun = self.token.dep == "relcl" and above.pos in ("NOUN", "PROPN", "PRON")
        return above.index if noun else pronoun

    def _inverted(self) -> int | None:
        """The speaker behind the verb that the parser takes for its object ("said the man")."""
        before = self.verb - 1
        follows = before >= self.sentence.first and bare(self.parsed.tokens[before])
        after = self.parsed.child(self.verb, "dobj")
        if not follows or after is None or after < self.verb or after in self.quoted:
            return None
        return after if before in self.quoted or before - 1 in self.quoted else None

    def _passive(self) -> bool:
        tokens = self.parsed.tokens
        if self.token.tag != "VBN":
            return False
        helped = any(tokens[at].dep == "auxpass" for at in self.token.children)
        perfect = any(tokens[at].lemma == "have" for at in self.token.children)
        return helped or (not perfect and self.token.dep in ("acl", "conj", "advcl", "ROOT"))

    def _can_speak(self, head: int) -> bool:
        """Whether the subject is a person, a body or a paper, not a happening or a thing."""
        token = self.parsed.tokens[head]
        if token.lower == "you":
            return False  # "what you call a ceasefire": whoever is spoken to says nothing here
        children = (self.parsed.tokens[at] for at in token.children)
        if token.lower in _NOBODY or any(
            at.dep == "det" and at.lower in _NOBODY for at in children
        ):
            return False  # "no group has claimed the attack"
        if token.lower in _NOT_SPEAKING or token.dep == "csubj":
            return False
        if token.dep in ("attr", "acomp") and self.token.tag == "VB":
            return False  # "it is no exaggeration to say"
        if "show" in self.groups and "say" not in self.groups:
            return token.pos in ("NOUN", "PROPN", "PRON")
        if token.lower in ("this", "that", "these", "those"):
            return False
        if token.lower == "it":
            if self.token.tag == "VB":
                return False  # "it is hard to believe"
            return self.groups.isdisjoint({"show"}) and self.token.lemma not in (
                "suggest",
                "mean",
                "threaten",
                "call",
                "reveal",
                "signal",
                "note",
            )
        return True

    def _content(self) -> tuple[list[int], str]:
        """What is said and the name of the construction."""
        parsed, tokens = self.parsed, self.parsed.tokens
        clausal = [at for at in self.token.children if tokens[at].dep == "ccomp"]
        clausal = [at for at in clausal if at not in self.cue and not own_voice(parsed, at)]
        clausal = [at for at in clausal if not self._set_apart(at)]
        if self.token.lemma == "hold":
            # "holds the rebels responsible for it" accuses; other holding is none of words.
            held = [at for at in self.token.children if self._answerable(at)]
            return [i for at in held for i in clause(parsed, at)], "blame"
        spoken = self.groups & {"say", "show", "mind", "deny", "describe", "ask", "blame", "quote"}
        if clausal and spoken:
            found = [index for at in clausal for index in clause(parsed, at)]
            found += [i for at in self._shifted() for i in clause(parsed, at)]
            if self._aside():
                found += self._sentence_rest()
            return self._with_quotations(found), "verb"
        if self._aside() and "say" in self.groups | ({"say"} if "mind" in self.groups else set()):
            return self._with_quotations(self._sentence_rest()), "verb"
        quotations = self._near_quotations()
        if quotations and self.groups & {"say", "ask"} and not self._plain_object():
            return quotations, "verb"
        after = self._after_colon()
        if after and "say" in self.groups:
            return after, "colon"
        content, rule = self._by_group()
        if not content and self.token.lemma == "say" and self.token.tag != "VBN":
            # "said" always has something said; what stands behind it is that.
            content, rule = list(range(self.cue[-1] + 1, self.sentence.last)), "rest"
            if not any(tokens[at].pos in ("NOUN", "VERB", "PROPN") for at in content):
                content = []
        return content, rule

    def _set_apart(self, clausal: int) -> bool:
        """Whether a semicolon parts the verb from a clause before it, which is another's."""
        between = self.parsed.tokens[clausal : self.verb]
        return any(at.text == ";" for at in between)

    def _by_group(self) -> tuple[list[int], str]:
        parsed, tokens = self.parsed, self.parsed.tokens
        objects = [at for at in self.token.children if tokens[at].dep in ("dobj", "oprd", "attr")]
        infinitive = [at for at in self.token.children if tokens[at].dep == "xcomp"]
        accepted = self._takes(objects, self.words.responsibility_objects)
        if accepted and "responsibility" in self.groups:
            found = clause(parsed, objects[0])
            found += [i for at in self._preps("for", "in") for i in parsed.subtree(at)]
            return found, "responsibility"
        if "toll" in self.groups and objects:
            counted = {tokens[at].lemma for at in parsed.subtree(objects[0])}
            if counted & self.words.toll_objects and self._preps("at"):
                found = clause(parsed, objects[0])
                return found + [i for at in self._preps("at") for i in parsed.subtree(at)], "toll"
        if "blame" in self.groups and objects:
            found = clause(parsed, objects[0])
            upon = ("to",) if self.token.lemma == "attribute" else ("of", "on", "over", "with")
            deeds = self._preps("for", *upon)
            if deeds:
                # "accused them of killing two" tells of the killing, "of the killing" takes it up.
                doing = self.token.lemma == "accuse" and _gerund(parsed, deeds + objects)
                found += [i for at in deeds for i in parsed.subtree(at)]
                return found, "accusation" if doing else "blame"
            if self.token.lemma == "accuse" and _gerund(parsed, objects):
                return found, "accusation"
            return (found, "blame") if self.token.lemma in ("blame", "accuse") else ([], "")
        if "deny" in self.groups and (objects or infinitive):
            heads = objects + infinitive
            said = all(tokens[at].pos == "VERB" or self._sayable(at) for at in heads)
            if said:
                return [i for at in heads for i in clause(parsed, at)], "deny"
        if "describe" in self.groups and objects:
            if not self._preps("as") and not any(tokens[at].dep == "oprd" for at in objects):
                return [], ""
            found = [i for at in objects for i in clause(parsed, at)]
            found += [i for at in self._preps("as", "for") for i in parsed.subtree(at)]
            return found, "describe"
        if "quote" in self.groups and objects:
            found = clause(parsed, objects[0])
            return found + [i for at in self._preps("as") for i in parsed.subtree(at)], "quote"
        if infinitive and self.token.lemma in self.words.infinitives:
            return [i for at in infinitive for i in clause(parsed, at)], "infinitive"
        if "ask" in self.groups:
            calls = self._preps("for", "on", "about", "to")
            return [i for at in calls for i in parsed.subtree(at) if i != at], "ask"
        if (
            objects
            and self.groups & {"say", "mind"}
            and self.token.lemma not in (self.words.clause_only)
        ):
            if self.token.lemma in ("tell", "warn", "inform") and not self._preps("of", "about"):
                return [], ""
            gapped = self._gapped(objects)
            if gapped:
                return gapped, "verb"
            found = [i for at in objects for i in clause(parsed, at)]
            claimed = self.token.lemma == "claim"  # "claimed the attack" owns up to it
            return found, "responsibility" if claimed else "object"
        if self.groups & {"say", "mind"}:
            about = self._preps("of", "about", "against")
            if about and self.token.lemma in ("tell", "warn", "complain", "speak", "say", "write"):
                return [i for at in about for i in parsed.subtree(at) if i != at], "about"
        return [], ""

    def _answerable(self, at: int) -> bool:
        """Whether a word says "responsible", or is the noun that the parser hangs that on."""
        tokens = self.parsed.tokens
        inside = (at, *tokens[at].children) if tokens[at].dep == "dobj" else (at,)
        return any(tokens[one].lemma in self.words.answerable for one in inside)

    def _shifted(self) -> list[int]:
        """Verbs beside the verb of saying whose past perfect makes them part of what is said.

        "The farmer said he was alone but had called for help."
        """
        tokens = self.parsed.tokens
        if self.token.tag != "VBD":
            return []
        return [
            at
            for at in self.token.children
            if tokens[at].dep == "conj"
            and tokens[at].tag == "VBN"
            and self.parsed.child(at, *SUBJECTS) is None
            and any(tokens[child].lower == "had" for child in tokens[at].children)
        ]

    def _gapped(self, objects: list[int]) -> list[int]:
        """What is said where its subject went ahead: "the men who police say fired first"."""
        tokens, after = self.parsed.tokens, self.cue[-1] + 1
        relative = objects and objects[0] < self.verb and tokens[objects[0]].tag in ("WDT", "WP")
        if not relative or after >= self.sentence.last or tokens[after].tag not in FINITE:
            return []
        inside = range(after, self.sentence.last)
        stop = next((at for at in inside if tokens[at].text in (",", ";", ".")), self.sentence.last)
        return list(range(after, stop))

    def _takes(self, objects: list[int], lemmas: frozenset[str]) -> bool:
        return bool(objects) and self.parsed.tokens[objects[0]].lemma in lemmas

    def _sayable(self, noun: int) -> bool:
        """Whether a noun is something to deny: a statement or a deed, no person or thing."""
        token = self.parsed.tokens[noun]
        return (
            token.lemma in self.words.nouns
            or token.lemma in (self.words.responsibility_objects)
            or token.lemma.endswith(("tion", "ment", "ing", "ence"))
            or token.tag == "VBG"
        )

    def _preps(self, *words: str) -> list[int]:
        tokens = self.parsed.tokens
        return [
            at
            for at in self.token.children
            if tokens[at].dep in ("prep", "dative", "agent") and tokens[at].lower in words
        ]

    def _plain_object(self) -> bool:
        """Whether a plain object without quotation is what the verb takes."""
        at = self.parsed.child(self.verb, "dobj")
        if at is None or self.token.lemma in ("tell", "ask", "warn", "remind", "inform"):
            return False
        return not any(index in self.quoted for index in self.parsed.subtree(at))

    def _aside(self) -> bool:
        """Whether the verb only comments on the clause that it hangs on ("…, he said")."""
        tokens, token = self.parsed.tokens, self.token
        if token.dep in ("parataxis", "dep") and token.head != token.index:
            return True
        if token.dep in ("ccomp", "advcl", "conj", "relcl", "appos") and token.head != token.index:
            own = self.parsed.child(self.verb, *SUBJECTS_OF_ASIDES)
            mark = self.parsed.child(self.verb, "mark")
            if own is None or mark is not None or token.dep in ("advcl", "relcl"):
                return False
            phrase = self.parsed.subtree(self.verb)
            first, last = phrase[0], phrase[-1]
            short = last - first < 40
            before = first > self.sentence.first and tokens[first - 1].text in (
                ",",
                '"',
                "”",
                "—",
                "–",
            )
            closed = last + 1 >= self.sentence.last or bare(tokens[last]) or bare(tokens[last + 1])
            linked = any(tokens[at].dep == "ccomp" for at in token.children)
            joined = token.dep == "conj" and self.parsed.child(token.head, "cc") is not None
            return short and before and closed and not linked and not joined
        return False

    def _sentence_rest(self) -> list[int]:
        """The clause that the verb hangs on, without the words of saying."""
        own = set(self.parsed.subtree(self.verb))
        if self._near_quotations():
            return [at for at in self._near_quotations() if at not in own]
        top = self.token.head
        for up in self.parsed.ancestors(self.verb):
            top = up
        return [at for at in clause(self.parsed, top, [self.verb]) if at not in own]

    def _near_quotations(self) -> list[int]:
        """The quoted words of the sentence outside which the verb stands."""
        if self.verb in self.quoted:
            return []
        found = [at for at, quotation in self.quoted.items() if not quotation.set_off]
        if found:
            return sorted(self.quoted) if len(found) == len(self.quoted) else sorted(found)
        beside = (self.verb + 1, self.verb + 2)
        return sorted(self.quoted) if any(at in self.quoted for at in beside) else []

    def _with_quotations(self, found: list[int]) -> list[int]:
        """The content and the rest of each quotation that it starts."""
        begun = {self.quoted[at].start for at in found if at in self.quoted}
        more = [at for at, quotation in self.quoted.items() if quotation.start in begun]
        if begun and self.verb not in self.quoted:
            more += self._near_quotations()
        return sorted({*found, *more} - set(self.cue))

    def _after_colon(self) -> list[int]:
        tokens = self.parsed.tokens
        for at in range(self.verb + 1, min(self.verb + 12, self.sentence.last)):
            if tokens[at].text == ":":
                return list(range(at + 1, self.sentence.last))
        return []


def _gerund(parsed: Parsed, above: Sequence[int]) -> bool:
    """Whether "of" with a gerund hangs on one of the words, or one of them is that "of"."""
    tokens = parsed.tokens
    preps = [at for at in above if tokens[at].lower == "of"]
    preps += [at for word in above for at in tokens[word].children if tokens[at].lower == "of"]
    return any(parsed.child(at, "pcomp") is not None for at in preps)


SUBJECTS_OF_ASIDES = ("nsubj",)

"""Words by what they do in an English sentence, for cutting one where it may be cut."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES = _words(
    "is are was were be been am has have had will would can could may might must shall"
    " should do does did isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't"
    " can't cannot couldn't don't doesn't didn't it's there's that's he's she's who's what's"
    " we're they're you're i'm we've they've you've i've we'll they'll he'll she'll it'll"
    " i'd we'd they'd"
)
MODALS = _words(
    "to will would can could may might must shall should do does did don't doesn't didn't won't"
)
ADVERBS = _words("also still now often always never just only even soon once again")
SUBJECT_PRONOUNS = _words("i he she we they who")
# Past and present forms that are hardly ever nouns or adjectives.
VERBS = _words(
    "said says told tells won lost began begins went goes came comes took takes made makes"
    " gave gives found finds held holds kept keeps rose rises fell sent met became becomes"
    " brought brings bought built paid ran stood stands wrote writes sold spoke speaks"
    " struck fought drew flew grew knew threw broke chose drove froze hid swore tore woke"
    " wore sank swam sang led sat lay caught taught thought felt dealt meant shook stole"
    " beat hit spent wants needs seems gets got appears contains includes confirms requires"
    " allows provides offers means remains faces hopes expects agrees saw sees cast voted"
    " opened closed died left heard seeks seek lit shut cost costs put puts cut set sets let"
    " lets read revolves convenes use uses aims shows helps"
)
# Of these, the ones that are nouns or participles often enough to mislead.
DOUBTFUL_VERBS = _words(
    "use uses aims shows helps cost costs put puts cut set sets let lets read shut hit"
    " means needs offers hopes faces left lit lay spoke broke contains includes opened"
    " closed felt found"
)
# Verbs without an ending, which are verbs after a plural or a pronoun.
BASE_VERBS = _words(
    "use want need go say make take get think know offer provide help include show find see"
    " give work call run plan face hope expect agree seek aim live say believe come keep"
    " become meet remember learn check join imagine consider don't"
)
REPORTING = _words(
    "said says say told tell tells announced announces reported reports added warned warns"
    " heard confirmed confirms claimed claims argued argues believe believes believed think"
    " thinks thought know knows knew hope hopes hoped agreed show shows showed found finds"
    " remember understand understood ensure ensures suggests suggested means clear sure"
    " likely so such saw revealed reveals noted notes explained explains estimated announce"
    " report confirm suggest"
)
SUBORDINATORS = _words(
    "after before when while because although though until since unless where which who"
    " whose whom as if that so whereas despite following regarding including"
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
RELATIVES = _words("who which that whose whom where")
PREPOSITIONS = _words(
    "for with in on at by from under over into through across during between among against"
    " within without about around via toward towards amid near behind beyond along upon"
    " throughout until per onto off beneath above below outside inside besides like round"
    " alongside"
)
CONJUNCTIONS = _words("and but or yet nor")
DETERMINERS = _words(
    "a an the this that these those his her its their our your my some any each every no"
    " another both all such what how more most many much several few two three four five six"
    " seven eight nine ten eleven twelve twenty thirty forty fifty"
)
PRONOUNS = _words("i you he she it we they there this that these those one here all both some")
NEVER_LAST = _words("a an the of and or but nor to including such my your its their our his")
# After these an infinitive is part of what is said.
TAKING_INFINITIVE = AUXILIARIES | _words(
    "going able want wants wanted agreed agree agrees voted vote plan plans planned need"
    " needs needed likely set due expected expects forced used tried try tries began begin"
    " begins continue continues hope hopes hoped help helps designed required asked asks ask"
    " told order ordered chose decided failed fails seem seems appeared appears ought about"
    " how what where easy hard difficult time right chance way sense power effort decision"
    " ready bound allowed urged called pledged vowed refused promised promises unable"
    " willing important necessary proud excited pleased happy glad eager keen free quick"
    " slow safe certain enough too people opportunity opportunities ability first next"
)
# A headline never ends on one of these.
DANGLING = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | AUXILIARIES
    | (DETERMINERS - _words("all both"))
    | _words("to of than not also just only even very as if too rather quite almost nearly")
    | _words("further well out up down away not more less often never always still now then")
    - _words("out up down away well now then more less off inside outside above below")
)
# Words that end like a past tense and are none.
NO_PAST = _words(
    "hundred need speed seed indeed red shed bed feed breed bleed weed greed exceed excited"
    " pleased aged"
)
NO_ADVERBS = _words("family supply assembly monthly weekly quarterly butterfly")
# How a sentence opens when its main clause comes after a comma.
OPENERS = (
    SUBORDINATORS
    | PREPOSITIONS
    | _words(
        "once given unlike thanks according just only previously recently today yesterday last"
        " earlier now however meanwhile finally overall often lastly first second rather instead"
        " indeed perhaps ultimately additionally moreover furthermore fortunately unfortunately"
        " still then also to having nevertheless nonetheless similarly currently traditionally"
        " historically eventually later even"
    )
)
CONNECTIVES = _words("but and so yet then still however also thus hence plus or nor now")

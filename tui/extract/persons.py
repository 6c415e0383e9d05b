"""People of one article: full names, short names, and what the text tells of their gender.

Given names are common ones of many languages; a name that is not listed has no gender until a title or a
pronoun beside it gives one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tui.extract.cues import words

Gender = Literal["m", "f"]

_MALE = words(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven stephen paul andrew joshua kenneth kevin brian george edward ronald timothy jason
    jeffrey jeff ryan jacob gary nicholas eric jonathan larry justin scott brandon benjamin samuel sam
    gregory greg frank alexander alex raymond patrick jack dennis jerry josh tyler aaron jose adam henry nathan
    douglas peter zachary kyle walter ethan jeremy harold keith christian roger noah gerald carl sean
    austin arthur lawrence jesse dylan bryan joe billy bruce albert willie gabriel logan alan juan wayne roy
    ralph randy eugene vincent russell elijah louis bobby philip phillip johnny bill bob mike jim tom tim
    dan dave chris matt tony ben ted ron don steve rick rob ed fred bernie marco ahmed ahmad
    mohammed muhammad mohammad mohamed mahmoud mustafa hassan hussein hossein ali omar khaled khalid ibrahim
    ismail yusuf youssef abdullah abdul abdel hamza bilal tariq karim samir nabil majed majid bassem basem
    hazem zaher khalil yahya fathi jamal kamal walid ziad marwan nasser osama salah sami tamer recep tayyip
    hakan vladimir sergei sergey dmitry ivan mikhail boris emmanuel jean pierre francois jacques michel
    olivier antonio antónio carlos luis jorge miguel pedro pablo diego javier fernando manuel yitzhak
    binyamin naftali yair yoav moshe shimon ehud avigdor gideon gal eyal avi uri amir itamar bezalel yaakov
    shlomo isaac jared brad nickolay nikolay tedros philippe volker stephane stéphane olaf friedrich keir
    rishi giorgio matteo hans klaus wolfgang lars erik
    rami fadi iyad ayman ashraf hani haitham ihab imad jaber jihad juma khader maher majdi mazen moataz moayad
    mohanad munir musa naji nizar osman othman raed rafat ramadan rashid riyad saeed saleem salim sameh
    samer shadi suleiman taher talal taysir wael wissam yasser younis yousef zakaria zaki ziyad anas adel adnan
    basil faisal fares fawzi ghassan hatem jalal kareem luay mounir nadim nawaf nabih naim nayef abdelrahman
    abdulrahman abdulaziz bandar fahd khaldoon mansour turki badr sergio tamim noam yossi ori eli dani doron
    benny gadi boaz dror ofer nir assaf asaf yehuda zvi haim chaim meir aryeh uzi yoel nadav effie herzi eitan
    matan alon elad oren lior ilan nitzan ariel tomer mehmet ahmet omer bulent cevdet numan yasar serdar burak
    emre murat getachew abiy tadesse debretsion redwan olusegun uhuru mulugeta kjeile jens henrik anders bjorn
    pavel tomas jonas petr jan milan dragan zoran andrei alexei nikolai konstantin maksym oleksandr volodymyr
    dmytro andriy yuri yevgeny luca paolo francesco stefano alessandro martin felix tobias stefan jurgen karl
    otto guillaume thierry laurent jerome yves didier bruno pascal rodrigo rafael alejandro sebastian joaquin
    ignacio mateo
    martin wayne travis kurt craig neil colin graham stuart trevor derek adrian rupert hugh nigel howard jared chad
    marcus curtis lindsey mitch chuck xavier
    arnon ronen amos yitzchak yehoshua menachem shai nimrod barak tal-el nadir shadi wissam bilal hamdan ghazi ismat
    rafiq shafiq tawfiq zuhair abbas saeb jibril azzam mousa basem izzat suhail hikmat nidal salam nizam
    aksel nils tor olav jonas mikkel rasmus anton boris gleb igor oleg pavlo piotr andrzej tomasz janusz viktor
    gyula zoltan radoslaw bogdan stavros yannis kostas nikos giorgos dimitris luis andres hector raul oscar ruben
    kofi kwame farid arif imran asif bilawal shehbaz ishaq narendra rajnath kenji shigeru taro min-jun orhan kemal
    """
)
_FEMALE = words(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah sara karen lisa nancy betty margaret
    sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca
    sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
    catherine christine debra rachel carolyn janet maria heather diane ruth julie olivia joyce virginia
    victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria
    teresa ann anne sophia frances alice julia judy isabella grace amber denise danielle marilyn beverly
    charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary carly
    chelsea nikki sheila hope kate katie jill jane claire ellen erin fatima aisha khadija
    mariam maryam leila layla noura rania hanan huda samira yasmin amina zeinab zainab francesca nada dana
    tzipi golda ayelet miri orly noa tamar ursula christiane ingrid astrid giorgia annalena natalia olga
    irina svetlana elena tatiana sofia isabel carmen rosa lucia phumzile nataliya stella susana cindy wendy
    tammy tina tracy gail peggy bonnie caroline valerie renee sally sylvia vanessa joanna molly veronica
    hana heba reem rim salma dima lina rawan shahd sahar suha wafa asma israa aya nour noor ghada abeer amal
    maha manal tahani samah doaa iman eman sabreen fidaa hiba inas lamia maysoon mona muna nadia najwa nisreen
    randa rasha rima sana sawsan shaima siham sumaya suzan zeina farah hala hind ibtisam yael michal shira hila
    einav efrat ronit sigal orit dafna tali inbal maya adi liat osnat galit merav nitza rivka shulamit zehava
    anat avital ayala hadas keren limor meirav naama kaja sigrid pramila lena mara greta annika ingeborg birgit
    katarina ivana jelena milena marija tanya svitlana oksana yulia iryna ludmila elisabetta chiara giulia
    valentina camille aurelie sophie mathilde margaux beatriz ines pilar paula gabriela daniela claudia monica
    agnes
    janet claire irit rona shira orna tali michaela adina yifat smadar hagit galia naomi esther miriam rut talia noga
    tamara faten hanin ruba lubna ruqayya sawsan kholoud wafaa inas nihad basma fadwa hiam ahlam raghad rawda
    linnea ingrid kari gitte hilde solveig astri marit clara ines ana luisa marta lucia ilse ursel hanna hannah
    penny philippa fiona lucy louise joanne harriet rosie beth stacy tracey elise
    nathalie segolene valerie mireille ludivine katya anastasia ekaterina galina ksenia daria zsuzsanna agnieszka
    malgorzata ewa magdalena gro siv mette helle
    """
)

_MALE_TITLES = words(
    """
    mr sir lord king prince father pope sheikh sheik emir sultan congressman chairman spokesman businessman
    policeman salesman fisherman fireman cameraman actor brother son husband uncle grandfather waiter man
    boy
    """
)
_FEMALE_TITLES = words(
    """
    mrs ms miss lady dame queen princess madam congresswoman chairwoman spokeswoman businesswoman
    policewoman actress sister mother daughter wife aunt grandmother waitress woman girl
    """
)
_NOT_PERSON = words(
    """
    show radio foundation morning evening live
    ministry party university committee house department council court agency times post news street journal
    association institute institution foundation campaign group union bank company corporation inc corp
    center centre office administration government army military forces force police service services bureau
    commission congress senate parliament assembly state states county city island river lake mountain
    avenue road school college hospital hotel airport church mosque temple museum television radio network
    magazine press media act bill law treaty agreement accord war day week month year january february march
    april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday north south east west northern southern eastern western central middle new united
    national international american british israeli palestinian republican democratic democrats republicans
    board authority coalition movement brigades front league federation society club team convention
    conference summit strip gulf sea ocean valley crossing corridor line gate plan project fund trust
    programme program development
    capital holdings partners research poll survey report index alliance forum reserve treasury pentagon
    kremlin nations emirates arabia kingdom republic region province district territory
    """
)


def gender_of_title(word: str) -> Gender | None:
    """Of "mr", "spokeswoman", ... in lower case, without a point."""
    if word in _MALE_TITLES:
        return "m"
    if word in _FEMALE_TITLES:
        return "f"
    return None


def gender_of_given(word: str) -> Gender | None:
    """Of a given name in lower case."""
    if word in _MALE:
        return "m"
    if word in _FEMALE:
        return "f"
    return None


def gender_of_phrase(phrase: list[str]) -> Gender | None:
    """What a source phrase tells: "Ms Sample", "a spokesman for the office", "Sara Sample"."""
    for word in phrase[:12]:
        found = gender_of_title(word.strip(".,"))
        if found is not None:
            return found
    for word in phrase[:4]:
        found = gender_of_given(word.strip(".,"))
        if found is not None:
            return found
    return None


def is_institution_word(word: str) -> bool:
    """Whether a capitalised word is part of an institution's or a place's name rather than a person's."""
    return word in _NOT_PERSON


def names_institution(words: Iterable[str]) -> bool:
    """Whether any of the words of a name makes it one of an institution or a place."""
    return not _NOT_PERSON.isdisjoint(words)


def is_given(word: str) -> bool:
    """Whether it is a common given name, in lower case."""
    return word in _MALE or word in _FEMALE

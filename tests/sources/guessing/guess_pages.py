"""Pages written by us in the manner of real ones, with what each says of itself; None is
what it does not say."""

PAGES = [
    (
        "a newspaper prints a statement",
        """DAILY WORKER   Friday, June 22, 1956

Statement by the Political Committee of the Workers' Party of Freedonia

The Political Committee met on Thursday and considered the published text of the report. We hold
that the party must draw the lessons together, and that nothing is served by silence about what was
done in those years.
""",
        {
            "date": "1956-06-22",
            "issuer": "Political Committee of the Workers' Party of Freedonia",
            "kind": "statement",
        },
    ),
    (
        "a resolution in capitals",
        """RESOLUTION OF THE CENTRAL COMMITTEE
OF THE WORKERS' PARTY OF FREEDONIA

(Adopted June 30, 1956)

1. The Central Committee notes with satisfaction that the decisions of the congress have met with
support among the members and among all working people of the country.
""",
        {
            "date": "1956-06-30",
            "issuer": "CENTRAL COMMITTEE OF THE WORKERS' PARTY OF FREEDONIA",
            "kind": "resolution",
        },
    ),
    (
        "a released memorandum under its stamps",
        """Approved For Release 1999/09/08 : CIA-RDP78-00915R000500090004-6

CONFIDENTIAL

12 April 1956

MEMORANDUM FOR: Chief, Reports Division

FROM: Chief, Research Staff

SUBJECT: The discussion in the parties abroad

1. The following notes were put together from press reports that reached the Staff in the last week
of March and the first days of April.

Approved For Release 1999/09/08 : CIA-RDP78-00915R000500090004-6
""",
        {
            "date": "1956-04-12",
            "issuer": "Chief, Research Staff",
            "addressees": ("Chief, Reports Division",),
            "marking": "CONFIDENTIAL",
            "kind": "memorandum",
        },
    ),
    (
        "a catalogue stamp is no date",
        """Approved For Release 1999/09/08 : CIA-RDP78-00915R000500090004-6

Notes on the discussion in the parties abroad. The first reactions came slowly and said little;
later the papers printed letters from readers.
""",
        {"date": None},
    ),
    (
        "labels above their entries",
        """TO

All district committees

FROM

Organisation Department

DATE

3 May 1956

SUBJECT

Reading of the report in the branches

Comrades are asked to see to it that the report is read in closed meetings and that nobody takes
notes; questions are to be written down and sent in.
""",
        {
            "date": "1956-05-03",
            "issuer": "Organisation Department",
            "addressees": ("All district committees",),
            "title": "Reading of the report in the branches",
        },
    ),
    (
        "figures that may be March or May",
        """Statement of the Executive Committee of the League

3/5/56

We have read the report with pain, and we say so. The Executive Committee will report to the next
conference on what it means for us.
""",
        {"date": None, "issuer": "Executive Committee of the League"},
    ),
    (
        "figures that can only be March",
        """Statement of the Executive Committee of the League

20/3/56

We have read the report with pain, and we say so.
""",
        {"date": "1956-03-20"},
    ),
    (
        "minutes of two days",
        """Minutes of the Meeting of the Open Board of Trade
June 19-20, 2012

A meeting of the Board was held in the offices of the Board on Tuesday, June 19, 2012, at 10:00 a.m.
and continued on Wednesday, June 20, 2012.
""",
        {"date": "2012-06-19/2012-06-20", "kind": "minutes"},
    ),
    (
        "a month alone",
        """Report of the Control Commission

June 1956

The Commission has in the past year dealt with forty cases.
""",
        {"date": "1956-06", "issuer": "Control Commission", "kind": "report"},
    ),
    (
        "the text knows of a later day",
        """Letter of the District Committee to the Branches

April 3, 1956

On May 12, 1956, the bureau was told by several branches that they had never received the circular,
and it decided that it should be read again in all of them.
""",
        {"date": None},
    ),
    (
        "a later day that is still to come",
        """Letter of the District Committee to the Branches

April 3, 1956

The conference will be held on May 12, 1956, in the town hall, and all branches are asked to elect
their delegates in good time.
""",
        {"date": "1956-04-03"},
    ),
    (
        "a day that is only told of",
        """In the evening of February 25, 1956, the delegates were called back into the hall. Nobody
knew what was to come, and many thought that it was a question of the elections. What they
heard was spoken of in whispers for months.
""",
        {"date": None, "issuer": None},
    ),
    (
        "an agency's report without a year",
        """MOSCOW, March 3 (TASS)--The newspapers today publish the greetings which fraternal parties
have sent to the congress. The greetings are many and warm, and come from all countries.
""",
        {"issuer": "TASS", "date": None},
    ),
    (
        "a speech at a plenum",
        """Speech by Comrade J. Novak at the Plenum of the Central Committee of the Workers' Party
Freeville, July 19, 1956

Comrades! The plenum has before it a question which we have put off too long, and I shall speak of
it without ornament.
""",
        {"date": "1956-07-19", "speaker": "J. Novak", "kind": "speech"},
    ),
    (
        "an editorial",
        """EDITORIAL

The Lessons of a Congress

The congress has ended and its work begins. In every country people ask what the new words mean for
them, and it would be wrong to answer too quickly.
""",
        {"kind": "editorial"},
    ),
    (
        "a letter signed by a body",
        """To all members of the party

Dear comrades! In these weeks we all have been asked what we make of the report. The leadership did
not know of it before it was published, and it would have wished to hear of it from those who wrote
it.

With fraternal greetings,

CENTRAL COMMITTEE OF THE WORKERS' PARTY

20 June 1956
""",
        {"date": "1956-06-20", "issuer": "CENTRAL COMMITTEE OF THE WORKERS' PARTY"},
    ),
    (
        "a French newspaper",
        """L'ÉTINCELLE, vendredi 22 juin 1956

Déclaration du Bureau politique du Parti ouvrier syldave

Le Bureau politique du Parti ouvrier syldave a pris connaissance du rapport que la presse bourgeoise
publie. Il constate que les camarades en ont été informés par d'autres.
""",
        {"date": "1956-06-22", "issuer": "Bureau politique du Parti ouvrier syldave", "kind": "statement"},
    ),
    (
        "a French resolution",
        """RÉSOLUTION DU COMITÉ CENTRAL DU PARTI OUVRIER SUR LES TRAVAUX DU CONGRÈS

Adoptée le 1er juillet 1956

Le comité central a entendu le rapport et l'approuve.
""",
        {"date": "1956-07-01", "issuer": "COMITÉ CENTRAL DU PARTI OUVRIER", "kind": "resolution"},
    ),
    (
        "an Italian speech",
        """Il discorso del compagno Mario Rossi al Comitato centrale

Roma, 24 giugno 1956

Compagni, la discussione che si è aperta nel partito non deve farci paura.
""",
        {"date": "1956-06-24", "speaker": "Mario Rossi", "kind": "speech"},
    ),
    (
        "an Italian resolution",
        """Risoluzione della Direzione del Partito dei Lavoratori sui fatti del congresso

20 giugno 1956

La Direzione ha esaminato i problemi che il congresso ha posto al movimento.
""",
        {"date": "1956-06-20", "issuer": "Direzione del Partito dei Lavoratori", "kind": "resolution"},
    ),
    (
        "a German declaration",
        """Erklärung des Zentralkomitees der Arbeiterpartei

Berlin, den 8. Juli 1956

Das Zentralkomitee hat auf seiner Sitzung die Lage erörtert und stellt fest, dass die Arbeit vorangeht.
""",
        {"date": "1956-07-08", "issuer": "Zentralkomitees der Arbeiterpartei", "kind": "statement"},
    ),
    (
        "a Russian decree",
        """СОВЕРШЕННО СЕКРЕТНО

Постановление ЦК Рабочей партии «О преодолении ошибок и их последствий»

30 июня 1956 года

Центральный Комитет отмечает, что решения съезда встречены с одобрением.
""",
        {"date": "1956-06-30", "marking": "СОВЕРШЕННО СЕКРЕТНО", "kind": "resolution"},
    ),
    (
        "a Polish resolution",
        """Uchwała Komitetu Centralnego Partii Pracy o sytuacji w kraju

Warszawa, 20 października 1956 r.

Plenum stwierdza, że wydarzenia ostatnich miesięcy wymagają otwartej oceny.
""",
        {"date": "1956-10-20", "issuer": "Komitetu Centralnego Partii Pracy", "kind": "resolution"},
    ),
    (
        "a Hungarian resolution",
        """A Munkáspárt Központi Vezetőségének határozata a párt feladatairól

Budapest, 1956. július 21.

A Központi Vezetőség megvitatta a helyzetet, és megállapította, hogy a munkát folytatni kell.
""",
        {"date": "1956-07-21", "issuer": "Munkáspárt Központi Vezetőségének", "kind": "resolution"},
    ),
    (
        "a Spanish declaration",
        """Declaración del Comité Central del Partido Obrero

La Habana, 2 de julio de 1956

El Comité Central ha examinado el informe y declara que aprueba sus conclusiones.
""",
        {"date": "1956-07-02", "issuer": "Comité Central del Partido Obrero", "kind": "statement"},
    ),
    (
        "a body that is only written about",
        """THE TWENTIETH CONGRESS OF THE WORKERS' PARTY AND ITS MEANING

by John Smith

When the delegates met, few expected more than speeches. What they got has changed how we all must
speak of the past twenty years.
""",
        {"issuer": "John Smith", "date": None},
    ),
]

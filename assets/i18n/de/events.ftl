### Ereignisse: was nach Angabe des Lagers geschah
events-all = Ereignisse des Lagers
events-following = Neue kommen oben dazu
events-stop = Nicht mehr folgen
events-follow = Folgen
events-stopped = Stand von { $time }; neuere sind nicht zu sehen
events-not-following = Anders sortiert; neue kommen, wo sie hingehören
events-search = Suche
events-search-hint = Worte des Ereignisses
events-from = Von
events-to = Bis
events-time-hint = 14:30
events-help = In einer Spalte: =x genau, a, b eines davon, 2-4 ein Bereich. Zeiten: 14:30 oder 2026-11-21 14:30.
events-wrong-number = Eine Schwere oder Ebene ist keine Zahl; sie bleibt weg.
events-wrong-time = Eine Zeit ist nicht zu lesen; sie bleibt weg.
events-clear =
    { $n ->
        [one] 1 Filter löschen
       *[other] { $n } Filter löschen
    }
events-asking = Das Lager wird gefragt
events-asking-page = Das Lager wird nach Seite 1 gefragt, { $age }
events-asking-new = Das Lager wird gefragt; noch stehen hier die alten Zeilen
events-none = Kein Ereignis passt
events-show-all = Alle zeigen
events-column-time = Zeit
events-column-severity = Schwere
events-column-component = Bauteil
events-column-what = Was geschah
events-column-code = Code
events-column-bot = Bot
events-column-level = Ebene
events-column-request = Auftrag
events-no-words = ohne Text
events-severity = Schwere { $n } nach eigener Zählung des Lagers
events-close = Ereignis schließen
events-to-bot = Bot { $id }
events-to-level = Ebene { $id }
events-to-request = Auftrag { $id }
events-names-nothing = Es nennt keinen Bot, keine Ebene und keinen Auftrag.

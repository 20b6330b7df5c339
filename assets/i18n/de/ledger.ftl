### Buch
ledger-subtitle = jeder Befehl, wer fragte, was die Gegenseite sagte
ledger-what-retrieve = Tablar { $tray } nach { $station }
ledger-what-release = Tablar { $tray } von { $station }
ledger-title-retrieve = Tablar { $tray } nach { $station } holen
ledger-title-release = Tablar { $tray } von { $station } freigeben
ledger-line-queued = Seit { $age } hier gespeichert, noch nicht gesendet
ledger-line-sent = Vor { $age } gesendet, noch keine Antwort
ledger-line-accepted = Von der Gegenseite angenommen, seit { $age } nicht als erledigt gesehen
ledger-line-unknown = Ausgang seit { $age } ungewiss
ledger-line-confirmed = Zurückgelesen: erledigt nach { $took }
ledger-line-refused = Die Gegenseite lehnte nach { $took } ab
ledger-line-abandoned = Nach { $took } aufgegeben
ledger-span = { $first } bis { $last }
ledger-step-queued = Vorgemerkt, auf der Platte
ledger-step-sent-detail = { $method } { $path }, Referenz { $reference }
ledger-step-accepted = Von der Gegenseite angenommen
ledger-step-unknown = Es kann geschehen sein: Zurücklesen beginnt
ledger-step-not-sent = Nichts verließ diesen PC; es wird erneut versucht
ledger-step-found = Zurückgelesen und gefunden
ledger-step-nothing =
    { $n ->
        [one] Zurückgelesen, nichts gefunden
       *[other] { $n }-mal zurückgelesen, nichts gefunden
    }
ledger-looked = gesucht nach Referenz { $reference }
ledger-step-read-failed = Zurücklesen misslang
ledger-step-happened = { $by }: es ist geschehen
ledger-step-did-not = { $by }: es ist nicht geschehen
ledger-step-restart = Beim Programmstart unfertig vorgefunden
ledger-known = Was bekannt ist
ledger-not-known = Was nicht bekannt ist
ledger-known-left = Die Anfrage verließ diesen PC.
ledger-known-not-ready =
    { $n ->
        [one] Einmal zurückgelesen: Tablar { $tray } war nicht bereit.
       *[other] { $n }-mal zurückgelesen: Tablar { $tray } war nicht bereit.
    }
ledger-known-still-there =
    { $n ->
        [one] Einmal zurückgelesen: Tablar { $tray } stand noch dort.
       *[other] { $n }-mal zurückgelesen: Tablar { $tray } stand noch dort.
    }
ledger-not-known-retrieve = Ob die Roboterleitung sie annahm. „Nicht bereit“ sieht aus wie „nicht angefordert“.
ledger-not-known-release = Ob die Roboterleitung sie annahm. Ein Tablar, das noch dort steht, kann verspätet freigegeben werden.
ledger-again-not-unknown = Der Ausgang ist bekannt
ledger-again-not-yet = { $done } von { $n } Lesungen zeigten, dass es nicht geschah
ledger-again-cannot-tell = die Roboterleitung würde eine zweite Aufgabe beginnen, und kein Zurücklesen unterscheidet „nicht“ von „noch nicht“
ledger-repeat-safe = zweimal ist wie einmal
ledger-repeat-keyed = sicher mit derselben Referenz
ledger-repeat-read-back = nie blind, zuerst zurücklesen
ledger-repeat-never = gar nicht
ledger-kind-read = liest
ledger-kind-write = ändert Daten
ledger-kind-physical = bewegt eine Maschine
ledger-kind-destructive = entfernt oder hält etwas an
ledger-commands = Befehle
ledger-all = Alle { $n }
ledger-open = Offen { $n }
ledger-chip = { $state } { $n }
ledger-column-time = Zeit
ledger-column-command = Befehl
ledger-column-what = Was
ledger-column-to = An
ledger-column-state = Zustand
ledger-column-by = Von
ledger-column-took = Dauer
ledger-none = Noch kein Befehl gegeben
ledger-no-match = Kein Befehl passt zu den Filtern
ledger-show-all = Alle zeigen
ledger-opening = Das Buch wird geöffnet
ledger-foot = Auf der Platte, bevor der Schirm Vorgemerkt sagt
ledger-store = letztes Schreiben { $age }
ledger-store-trouble = Das Buch kann nicht geschrieben werden: { $why }
ledger-close = Schließen
ledger-decide = Jetzt entscheiden
ledger-default = sonst: es wird weiter zurückgelesen
ledger-read-back = Jetzt zurücklesen
ledger-happened = Es ist geschehen, ich sehe es
ledger-happened-help = Wird unter Ihrem Namen als Bestätigt vermerkt
ledger-did-not = Es ist nicht geschehen, ich habe nachgesehen
ledger-did-not-help = Wird unter Ihrem Namen als Aufgegeben vermerkt
ledger-again = Erneut senden
ledger-again-help = Sendet denselben Befehl mit derselben Referenz
ledger-again-not = Nicht angeboten: { $why }
ledger-role-needed = Erneut senden: Ihre Rolle darf diesen Befehl nicht geben
ledger-confirm-happened = Als geschehen vermerken?
ledger-confirm-did-not = Als nicht geschehen vermerken?
ledger-confirm-again = Erneut senden?
ledger-confirm-happened-why = Der Befehl wird als Bestätigt abgeschlossen. Es wird nichts gesendet.
ledger-confirm-did-not-why = Der Befehl wird als Aufgegeben abgeschlossen. Geschieht es doch, wartet niemand darauf.
ledger-confirm-again-why = Derselbe Befehl geht noch einmal hinaus, eine Maschine kann sich bewegen.
ledger-confirm-keep = Weiter zurücklesen
ledger-facts = Angaben
ledger-operation = Operation
ledger-effect = Was sie tut
ledger-repeat = Wiederholung
ledger-intent = Vorgang
ledger-reference = Referenz
ledger-tags = Kennzeichen
ledger-by = Gefragt von
ledger-asked-at = Gefragt um
ledger-life = Sein Verlauf
ledger-fact-ready = Tablar { $tray } ist bereit an { $station }
ledger-fact-ready-somewhere = Tablar { $tray } ist bereit
ledger-fact-not-ready = Tablar { $tray } ist nirgends bereit

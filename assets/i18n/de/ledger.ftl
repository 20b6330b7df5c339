### Protokoll
ledger-subtitle = jeder Befehl, wer ihn gab, was das System sagte
ledger-what-retrieve = Tray { $tray } nach { $station }
ledger-what-release = Tray { $tray } von { $station }
ledger-title-retrieve = Tray { $tray } nach { $station } holen
ledger-title-release = Tray { $tray } von { $station } freigeben
ledger-line-queued = Seit { $age } hier gespeichert, noch nicht gesendet
ledger-line-sent = Vor { $age } gesendet, noch keine Antwort
ledger-line-accepted = { $system } hat es angenommen, seit { $age } nicht erledigt
ledger-line-unknown = Ausgang seit { $age } ungeklärt
ledger-line-confirmed = Zurückgelesen: erledigt nach { $took }
ledger-line-refused = { $system } lehnte nach { $took } ab
ledger-line-abandoned = Nach { $took } aufgegeben
ledger-span = { $first } bis { $last }
ledger-step-queued = Vorgemerkt, gespeichert
ledger-step-sent-detail = { $method } { $path }, Referenz { $reference }
ledger-step-accepted = { $system } hat es angenommen
ledger-step-unknown = Vielleicht geschehen: es wird zurückgelesen
ledger-step-not-sent = Nichts hat diesen PC verlassen; neuer Versuch folgt
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
ledger-step-restart = Beim Programmstart unerledigt vorgefunden
ledger-known = Was bekannt ist
ledger-not-known = Was nicht bekannt ist
ledger-known-left = Der Befehl hat diesen PC verlassen.
ledger-known-not-ready =
    { $n ->
        [one] Einmal zurückgelesen: Tray { $tray } war nicht bereit.
       *[other] { $n }-mal zurückgelesen: Tray { $tray } war nicht bereit.
    }
ledger-known-still-there =
    { $n ->
        [one] Einmal zurückgelesen: Tray { $tray } stand noch dort.
       *[other] { $n }-mal zurückgelesen: Tray { $tray } stand noch dort.
    }
ledger-not-known-retrieve = Ob der Robotermanager ihn angenommen hat. „Nicht bereit“ sieht aus wie „nicht angefordert“.
ledger-not-known-release = Ob der Robotermanager ihn angenommen hat. Ein Tray, das noch dort steht, kann verspätet freigegeben werden.
ledger-again-not-unknown = Der Ausgang ist bekannt
ledger-again-not-yet = erst { $done } von { $n } Lesungen zeigten, dass es nicht geschah
ledger-again-cannot-tell = { $system } würde es ein zweites Mal tun, und Zurücklesen unterscheidet „nicht“ nicht von „noch nicht“
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
ledger-opening = Das Protokoll wird geöffnet
ledger-foot = Jeder Befehl ist gespeichert, bevor hier „Vorgemerkt“ steht
ledger-store = zuletzt gespeichert { $age }
ledger-store-trouble = Das Protokoll kann nicht gespeichert werden: { $why }
ledger-close = Schließen
ledger-decide = Jetzt entscheiden
ledger-default = sonst wird weiter zurückgelesen
ledger-read-back = Jetzt zurücklesen
ledger-happened = Geschehen, ich sehe es
ledger-happened-help = Wird unter Ihrem Namen als Bestätigt vermerkt
ledger-did-not = Nicht geschehen, ich habe nachgesehen
ledger-did-not-help = Wird unter Ihrem Namen als Aufgegeben vermerkt
ledger-again = Erneut senden
ledger-again-help = Derselbe Befehl mit derselben Referenz
ledger-again-not = Nicht angeboten: { $why }
ledger-role-needed = Erneut senden: Ihre Rolle darf diesen Befehl nicht geben
ledger-confirm-happened = Als geschehen vermerken?
ledger-confirm-did-not = Als nicht geschehen vermerken?
ledger-confirm-again = Erneut senden?
ledger-confirm-happened-why = Der Befehl wird als Bestätigt abgeschlossen. Es wird nichts gesendet.
ledger-confirm-did-not-why = Der Befehl wird als Aufgegeben abgeschlossen. Geschieht es doch, wartet niemand darauf.
ledger-confirm-again-why = Derselbe Befehl geht noch einmal hinaus; eine Maschine kann sich bewegen.
ledger-confirm-keep = Weiter zurücklesen
ledger-facts = Angaben
ledger-operation = Operation
ledger-effect = Wirkung
ledger-repeat = Wiederholung
ledger-intent = Vorgang
ledger-reference = Referenz
ledger-tags = Tags
ledger-by = Gegeben von
ledger-asked-at = Gegeben um
ledger-life = Verlauf
ledger-fact-ready = Tray { $tray } ist bereit an { $station }
ledger-fact-ready-somewhere = Tray { $tray } ist bereit
ledger-fact-not-ready = Tray { $tray } ist nirgends bereit
ledger-known-not-seen = { $n }-mal zurückgelesen: nicht als erledigt zu sehen.
ledger-not-known-call = Ob es geschehen ist und ob es noch geschieht.
ledger-not-known-no-look = Ob es geschehen ist. Kein Aufruf des Systems sagt es; bitte vor Ort nachsehen.
ledger-again-carried-lost = nicht möglich: Passwort oder Datei standen nur im Speicher und sind seit dem Neustart weg
ledger-body = Inhalt
ledger-kind-restart = hält das Lager an, bis es wieder gestartet ist
ledger-reason = Warum er aufgegeben wird
ledger-reason-help = Kommt unter Ihrem Namen in Verlauf und Prüfprotokoll; noch { $n } Zeichen
ledger-give-up = Aufgeben, er wurde nicht gesendet
ledger-give-up-help = Wird unter Ihrem Namen als Aufgegeben vermerkt und nie gesendet
ledger-confirm-give-up = Aufgeben?
ledger-confirm-give-up-why = Der Befehl wird als Aufgegeben abgeschlossen und nie gesendet.
ledger-confirm-wait = Weiter warten
ledger-fact-reason = Grund: { $why }
ledger-held = Von einem anderen Traydeck gehalten: { $who }
ledger-held-somewhere = Von einem anderen Traydeck gehalten
ledger-held-next = Gesendet und zurückgelesen wird dort. Dort entscheiden; endet jenes Programm, übernimmt dieses.
ledger-column-held = Bei
ledger-elsewhere = anderswo
ledger-aside =
    { $n ->
        [one] Ein Befehl ist beiseitegelegt: Diese Version versteht ihn nicht. Er wird nicht gesendet; alle anderen laufen weiter.
       *[other] { $n } Befehle sind beiseitegelegt: Diese Version versteht sie nicht. Sie werden nicht gesendet; alle anderen laufen weiter.
    }
ledger-aside-show = Beiseitegelegtes zeigen
ledger-aside-back = Befehle zeigen
ledger-aside-list = Beiseitegelegt
ledger-aside-since = Seit
ledger-aside-operation = Operation
ledger-aside-state = Zustand
ledger-aside-why = Warum
ledger-aside-line = Seit { $age } beiseitegelegt, nicht gesendet
ledger-aside-next = Was jetzt zu tun ist
ledger-aside-queued = Er wurde nicht gesendet. Erneut geben, wenn er noch gebraucht wird.
ledger-aside-sent = Er kann ausgeführt worden sein. Vor Ort nachsehen, bevor ihn jemand erneut gibt.
ledger-aside-update = Schrieb ihn ein neueres Traydeck, dieses aktualisieren: Es nimmt ihn von selbst wieder auf. Sonst unter Support die Diagnose speichern.
ledger-aside-rest = Alle anderen Befehle laufen weiter: gesendet, zurückgelesen und bestätigt wie immer.
ledger-aside-first = die neuesten { $shown } von { $n }
ledger-step-after-all = Die Platte meldete ihn als nicht gespeichert, er war es doch: abgeschlossen, nie gesendet

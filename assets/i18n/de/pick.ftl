# Der Bildschirm beim Kommissionieren: eine Aufgabe, eine Handlung
pick-balcony = Balkon { $balcony }
pick-choose-balcony = Oder ein Balkon des Lagers
pick-choose-one-balcony = { $balcony } wählen
pick-order = Auftrag
pick-line-of = Zeile { $n } von { $of }
pick-sign-out = { $name } arbeitet hier, abmelden

pick-take = Entnehmen
pick-count = Bisher gezählt
pick-put = Fülle ein
pick-pieces = Stück
pick-from = aus Fach { $place }
pick-into = in Fach { $place }
pick-from-box = aus Box { $box }, Ebene { $level }
pick-so-far = { $taken } von { $quantity } gescannt
pick-scan-one = Scannen oder alle bestätigen
pick-step = { $step } Stück
pick-no-sku = Keine SKU angegeben
pick-box = Box
pick-level = Ebene
pick-trigger-how = Mit der Bestätigung macht das Lager mit diesem Job weiter.
pick-tray = Tray { $tray }
pick-tray-here = an der Station
pick-tray-dirty = als schmutzig vermerkt
pick-tray-lit = Fach { $place } leuchtet, { $inside }
pick-tray-unknown = Die Einteilung dieses Trays wurde nicht eingegeben
pick-tray-only = Greife in { $place }. Die Einteilung dieses Trays wurde nicht eingegeben.
pick-compartment-unknown = unbekannt
pick-compartment-empty = leer
pick-compartment-inside = { $n } darin

pick-picture = Bild von { $name }
pick-picture-asking = Das Lager wird nach dem Bild gefragt
pick-picture-none = Das Lager hat kein Bild davon
pick-picture-failed = Das Bild ist gerade nicht zu holen

pick-counted = Richtig, { $taken } von { $quantity }
pick-counted-open = Richtig, bisher { $taken }
pick-counted-detail = Gezählt und aufgeschrieben
pick-line-done = Fertig: { $pieces } × { $sku }
pick-line-done-detail = Aufgeschrieben. Weiter mit dem Nächsten.
pick-noted = Vermerkt: { $what }
pick-noted-detail = Aufgeschrieben. F1 nimmt es zurück.
pick-unknown-code = Unbekannt: „{ $text }“
pick-unknown-code-detail = Nicht bekannt. Nichts gezählt.
pick-unknown-command = Kein solcher Befehl: „{ $text }“
pick-unknown-command-detail = Die Karte ist von einer anderen Version. Unter Scanner eine neue drucken.
pick-other-tray = Das ist Tray { $tray }
pick-other-tray-here = Tray { $tray } steht hier. Nichts wurde gezählt.
pick-other-tray-none = Hier steht kein Tray. Nichts wurde gezählt.
pick-nothing-here = Hier steht nichts
pick-nothing-here-detail = Nichts wurde gezählt. Warten, bis es still steht.
pick-nothing-to-confirm = Es ist nichts mehr zu bestätigen
pick-nothing-to-confirm-detail = Tray oder RELEASE scannen, dann geht es weg.
pick-count-is-zero = Ist das Fach leer? Noch einmal CONFIRM
pick-count-is-zero-detail = Nichts wurde gescannt. Scannen, was da ist, oder noch einmal bestätigen.
pick-question-over = Die Frage ist vorbei: nichts wurde getan
pick-question-over-detail = Niemand hat rechtzeitig geantwortet, also nein. Nichts wurde bestätigt oder zurückgenommen.
pick-not-due = Das ist schon erledigt
pick-not-due-detail = Nichts wurde ein zweites Mal getan. Bitte ansehen, was jetzt dran ist.
pick-put-right-first = Erst das falsche Stück zurücklegen
pick-put-right-first-detail = Dann das richtige scannen.
pick-is-clean = Das Tray ist sauber
pick-is-clean-detail = Aufgeschrieben.
pick-not-with-job = Job nehmen oder liegen lassen
pick-not-with-job-detail = Stücke scannen oder bestätigen. Geht das nicht, mit F8 um Hilfe rufen.
pick-lines-open = { $n ->
    [one] Noch eine Zeile offen
   *[other] Noch { $n } Zeilen offen
}
pick-lines-open-detail = Noch einmal RELEASE gibt es so frei.
pick-leaving = Tray { $tray } soll gehen
pick-leaving-detail = Es ist weg, wenn der Robotermanager es sagt
pick-not-leaving = Tray { $tray } bleibt hier
pick-not-triggered = Der Job wurde nicht ausgelöst
pick-paused = Pause: nichts wurde gezählt
pick-paused-detail = Erst F9 drücken oder RESUME scannen.
pick-nobody = Niemand ist angemeldet
pick-nobody-detail = Nichts wurde gezählt. Erst den Ausweis scannen, oder Enter für eine PIN.
pick-unknown-badge = Dieser Ausweis ist hier unbekannt
pick-unknown-badge-detail = Ein Admin kann ihn unter Verwaltung eintragen.
pick-wrong-pin = Name und PIN passen nicht zusammen
pick-wrong-pin-detail = Noch einmal versuchen, oder den Ausweis scannen.
pick-signed-in = Angemeldet
pick-signed-in-detail = { $name } arbeitet jetzt hier. Die Arbeit kommt von selbst.
pick-awaits-badge = { $n ->
    [one] Leitstand nötig, 1 fehlt
   *[other] Leitstand nötig, { $n } fehlen
}
pick-awaits-badge-detail = Ausweis, oder F4 für PIN. F1 nimmt es zurück.
pick-badge-not-enough = Darf das nicht freigeben
pick-badge-not-enough-detail = { $name } leitet keine Schicht. Anderer Ausweis, oder F4 für eine PIN. F1 nimmt es zurück.
pick-approved = Freigegeben
pick-approved-detail = Von { $name }. Mit beiden Namen aufgeschrieben.
pick-undone = Zurückgenommen: { $sku }
pick-undone-detail = Jetzt { $taken } gezählt
pick-nothing-to-undo = Es ist nichts zurückzunehmen
pick-nothing-to-undo-detail = Was mit seinem Tray wegging, bleibt, wie es ist.
pick-mode-is = { $mode }
pick-mode-is-detail = Dafür kommen jetzt Trays.
pick-too-long = Das war kein Barcode
pick-too-long-detail = Zu viele Zeichen ohne Ende. Den Scanner unter Scanner prüfen.
pick-not-written = Nicht gezählt, nicht gespeichert
pick-not-known = Gezählt? Wird noch nachgesehen

pick-wrong = Falscher Artikel. Bitte zurücklegen.
pick-wrong-in = Falscher Artikel. Zurück in { $place }
pick-too-many = Einer zu viel. Bitte zurücklegen.
pick-too-many-in = Einer zu viel. Zurück in { $place }
pick-wrong-then = Nichts wurde gezählt. Dann einen aus { $place } scannen.
pick-wrong-then-box = Nichts wurde gezählt. Dann einen aus der Box scannen.
pick-wrong-then-none = Nichts wurde gezählt. Dann Enter drücken.
pick-wrong-put = Falscher Artikel. Nicht einfüllen.
pick-too-many-put = Einer zu viel. Nicht einfüllen.
pick-wrong-then-put = Nichts wurde gezählt. Dann einen für { $place } scannen.
pick-ended-short = Seine Zeile endete mit weniger
pick-ended-short-then = Nichts wurde gezählt. F1 schließt dies; jedes weitere F1 nimmt einen Schritt zurück, bis die Zeile wieder dran ist.
pick-wrong-order = Er gehört zu Auftrag { $order }.
pick-lies-in = liegt in { $place }
pick-you-scanned = Gescannt
pick-take-this = Diesen entnehmen
pick-put-this = Diesen einfüllen
pick-scanned-of = { $taken } von { $quantity } gescannt

pick-exception-short = Fehlmenge
pick-exception-damaged = ein beschädigtes Stück
pick-exception-wrong = falscher Inhalt
pick-exception-dirty = Tray schmutzig
pick-exception-skip = ausgelassen

pick-wait-head = Noch nichts zu tun
pick-wait = Tray { $tray } ist angefordert
pick-wait-unsent = Tray { $tray } wartet aufs Senden
pick-wait-unknown = Tray { $tray }: keine Antwort
pick-wait-refused = Tray { $tray } wurde abgelehnt
pick-wait-why-refused = Der Robotermanager bringt es nicht. Es wird von selbst wieder angefordert; der Leitstand sieht den Grund im Protokoll.
pick-wait-why = Der Robotermanager sagt nur, wann ein Tray bereit ist, nicht wo es ist.
pick-wait-why-unsent = Hier aufgeschrieben; es geht hinaus, sobald der Robotermanager antwortet.
pick-wait-why-unknown = Auf die Anforderung kam keine Antwort. Vor allem anderen wird nachgelesen.
pick-brings = { $n ->
    [one] Tray { $tray } bringt eine Zeile
   *[other] Tray { $tray } bringt { $n } Zeilen
}
pick-brings-one = { $n } × aus { $place }
pick-elsewhere-head = Dieser Platz ist besetzt
pick-elsewhere = Hier arbeitet ein anderes Traydeck
pick-elsewhere-how = Dort weitermachen oder übernehmen: sein Bildschirm sagt es dann und zählt nichts mehr.
pick-begin-head = Hier arbeitet niemand
pick-begin = Anfangen
pick-begin-how = Enter drücken oder einfach scannen. Trays mit offenen Zeilen kommen dann von selbst.
pick-begin-balcony-head = Hier arbeitet niemand
pick-begin-balcony = Anfangen
pick-begin-balcony-how = Enter drücken oder einfach scannen. Das Lager sagt dann, was an diesem Balkon wartet.
pick-sign-in-head = Hier arbeitet niemand
pick-sign-in = Ausweis scannen
pick-sign-in-how = Oder Enter drücken für Name und PIN.
pick-is-paused-head = Pause
pick-is-paused = Es wird nichts gezählt
pick-is-paused-how = Angefordertes bleibt unterwegs. F9 oder RESUME macht weiter.
pick-other-mode-head = Dieses Tray kam für etwas anderes
pick-other-mode = { $n ->
    [one] Eine Zeile: { $mode }
   *[other] { $n } Zeilen: { $mode }
}
pick-other-mode-how = Enter oder NEXT wechselt, F12 gibt das Tray frei.
pick-finished-head = Hier ist nichts mehr zu tun
pick-finished = Tray { $tray } freigeben
pick-finished-how = Tray oder RELEASE scannen, oder Enter.
pick-no-job-head = Noch nichts zu tun
pick-no-job = Hier wartet kein Job
pick-no-job-how = Das Lager sagt, wenn ein Carrier an diesem Balkon steht und ein Job auf das Auslösen wartet.
pick-drained-head = Die Schlange wird beendet
pick-drained = Es werden keine Trays mehr angefordert
pick-drained-how = F4 macht weiter.
pick-none-of-mode-head = Keine offenen Zeilen: { $mode }
pick-none-of-mode = { $n ->
    [one] Eine Zeile wartet: { $other }
   *[other] { $n } Zeilen warten: { $other }
}
pick-none-of-mode-how = F10 wechselt, was zu tun ist.
pick-none-head = Keine offenen Zeilen: { $mode }
pick-none = Alle Zeilen sind fertig
pick-none-how = Neue Zeilen werden unter Picklisten eingelesen oder kommen mit Aufträgen. F11 fordert ein Tray nach Nummer an.
pick-stands-at-head = Noch nichts zu tun
pick-stands-at = Tray { $tray } steht an { $station }
pick-stands-at-how = Es wird angefordert, sobald es dort weg ist.
pick-wanted-head = Noch nichts zu tun
pick-wanted = Gleich werden Trays angefordert
pick-wanted-how = Sobald der Robotermanager antwortet.

pick-next-trays = Nächste Trays
pick-on-the-way = { $n } angefordert
pick-state-wanted = Als Nächstes
pick-state-at = An { $station }
pick-state-queued = Notiert
pick-state-sent = Gesendet, noch keine Antwort
pick-state-refused = Abgelehnt
pick-state-unknown = Keine Antwort
pick-state-asked = Angefordert
pick-brings-lines = { $n ->
    [0] bringt keine Zeile
    [one] bringt eine Zeile
   *[other] bringt { $n } Zeilen
}
pick-next-jobs = Nächste Jobs
pick-no-next-jobs = Kein weiterer wartet hier
pick-next-job = { $n } × { $name }
pick-next-carrier = Ein Carrier
pick-next-box = Box { $box }
pick-none-coming = Keines ist unterwegs
pick-then = Danach aus diesem Tray
pick-then-one = { $n } × { $name }, { $place }
pick-done-one = { $n } × { $sku }
pick-done-short = { $n } × { $sku }, nicht alle
pick-pace = Letzte { $minutes } min: { $lines } Zeilen, { $pieces } Stück
pick-by-number = Nach Nummer…

pick-confirm = { $n } bestätigen
pick-confirm-count = { $n } bestätigen
pick-confirm-put = Eingefüllt: { $n }
pick-confirm-put-open = { $n } hier eingefüllt
pick-scan-to-go-on = { $sku } scannen
pick-first-put-back = Erst den falschen zurücklegen
pick-scan-it-here = Hier scannen
pick-needs-badge = Leitstand nötig
pick-put-back = Ist zurückgelegt
pick-switch = Wechseln: { $mode }
pick-start = Anfangen
pick-take-over = Hier übernehmen
pick-key-undo = Zurück
pick-key-short = Fehlt
pick-key-damaged = Defekt
pick-key-wrong = Falsch
pick-key-skip = Auslassen
pick-key-delete = Entf
pick-key-pin = PIN
pick-key-release = Freigeben
pick-key-clean = Sauber
pick-key-dirty = Schmutz
pick-key-drain = Beenden
pick-key-go-on = Weiter
pick-key-mode = Modus
pick-key-help = Hilfe
pick-key-no-help = Hilfe ab
pick-key-pause = Pause
pick-key-resume = Weiter

pick-banner-disk = Es wird nichts gezählt: { $why }
pick-banner-silent-work = Der Robotermanager schweigt ({ $age }). Bekannte Zeilen bleiben machbar; das Tray kann gehen, wenn er antwortet.
pick-banner-silent = Der Robotermanager schweigt ({ $age }). Angefordertes bleibt angefordert.
pick-banner-storage = Das Lager schweigt ({ $age }). Bestätigte Jobs werden ausgelöst, wenn es antwortet.

pick-asked-release-head = { $from } fragt
pick-asked-release = Darf Tray { $tray } jetzt gehen?
pick-asked-release-how = Eben wurde hier gescannt. Vor einem Ja die Hände vom Tray nehmen. F11 oder CONFIRM heißt ja, Enter oder UNDO nein, keine Antwort auch.
pick-asked-close-head = { $from } fragt
pick-asked-close = Darf diese Station geschlossen werden?
pick-asked-close-how = Eben wurde hier gescannt. Ja meldet ab und fordert keine Trays mehr an. F11 oder CONFIRM heißt ja, Enter oder UNDO nein, keine Antwort auch.
pick-say-no = Nein, ich arbeite hier
pick-say-yes = Ja

# Name and PIN
pick-pin-who = Wer sind Sie?
pick-pin-nobody = Niemand mit PIN ist hinterlegt. Ein Admin fügt Personen unter Verwaltung hinzu.
pick-pin-type = PIN eingeben
pick-pin-digits = Eingegebene Ziffern: { $n }
pick-pin-digit = Ziffer { $digit }
pick-pin-back = Löschen
pick-pin-enter = Anmelden
pick-pin-cancel = Abbrechen
pick-pin-choose = Zuerst den Namen wählen
pick-pin-too-short = Eine PIN hat 4 bis 12 Ziffern
pick-pin-paused = Zu viele falsche PINs für { $name }. Wieder möglich in { $n } s; ein Ausweis gilt jederzeit.
pick-pin-who-approves = Wer genehmigt?
pick-pin-nobody-approves = Niemand vom Leitstand hat hier eine PIN. Ein Ausweis vom Leitstand genehmigt auch.
pick-pin-approve = Genehmigen
pick-pin-waits = Erst abwarten
pick-pin-chosen = { $name }, gewählt
pick-pin-open = Name und PIN
pick-back-to-lines = Zurück zu den Zeilen
pick-opening = { $place }: der Stand der Arbeit wird gelesen
pick-pin-arrows = Pfeiltasten wählen, Ziffern gehen in die PIN
pick-no-job-yet = Warten, bis hier ein Job wartet

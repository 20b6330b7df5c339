### Stationen, für den Leitstand
stations-subtitle = wer wo woran arbeitet, und was dort wartet
stations-table = Arbeitsplätze
stations-asking = Der Robotermanager wird nach seinen Stationen gefragt
stations-none = Der Robotermanager kennt keine Stationen, und niemand hat einen Balkon geöffnet.
stations-no-match = Kein Arbeitsplatz passt zu den Filtern.
stations-show-all = Alle zeigen
stations-foot = Stationen des Robotermanagers, und geöffnete Balkone
stations-balcony = Balkon { $id }
stations-column-station = Station
stations-column-who = Wer
stations-column-mode = Modus
stations-column-tray = Tray, seit
stations-column-scan = Letzter Scan
stations-column-trays = Trays
stations-column-rate = Tempo
stations-column-state = Zustand
stations-trays = { $here } da, { $coming } kommen
stations-rate = { $n } Pos./h
stations-rate-short = { $n } in { $minutes } min
stations-state-help = Hilfe seit { $age }
stations-state-asked = wird gefragt
stations-state-paused = pausiert
stations-state-draining = arbeitet zu Ende
stations-state-working = arbeitet
stations-state-idle = kein Scan seit { $n } min
stations-state-nobody = niemand
stations-elsewhere = anderer PC
stations-ago = vor { $age }
stations-no-scan = noch keiner
stations-no-tray = Kein Tray ist hier
stations-no-tray-at-balcony = Zu einem Balkon kommen keine Trays
stations-not-told = nicht bekannt
stations-nobody-to-close = Hier ist niemand angemeldet
stations-idle-why = Kein Scan seit { $n } min. Wer angemeldet ist, bekommt weiter Trays. Schließen fordert keine mehr an; die { $trays } hier und unterwegs kommen noch und bleiben.
stations-release = Tray freigeben…
stations-close = Station schließen…
stations-look = Diese Station ansehen
stations-close-idle = Untätige schließen…
stations-none-idle = Keine Station ist untätig, ohne Scan seit { $n } min
stations-wishes = Von woanders gefragt
stations-leave = So lassen
stations-release-ask = Tray { $tray } von { $station } freigeben?
stations-release-why = Dort hat zuletzt niemand gescannt: das Tray fährt sofort ab.
stations-release-act = Freigeben
stations-close-ask = { $station } schließen?
stations-close-why = { $who } wird abgemeldet, weitere Trays werden nicht angefordert. Was dort steht, bleibt.
stations-close-act = Schließen
stations-asks-first = { $who } hat dort eben gescannt: der Bildschirm dort fragt zuerst. Keine Antwort in { $n } s heißt nein.
stations-close-idle-ask =
    { $n ->
        [one] 1 untätige Station schließen?
       *[other] { $n } untätige Stationen schließen?
    }
stations-close-idle-why = Wer dort angemeldet ist, wird abgemeldet, weitere Trays werden nicht angefordert. Was dort steht, bleibt.
stations-close-idle-act = Alle schließen
stations-fact-who = { $who } an { $station }
stations-fact-scan = Scan vor { $age }
stations-fact-tray =
    { $n ->
        [one] Tray { $tray }, 1 Zeile offen
       *[other] Tray { $tray }, { $n } Zeilen offen
    }
stations-wish = { $what }, { $from }, vor { $age }: { $said }
stations-wish-release = Tray { $tray } freigeben
stations-wish-close = Schließen
stations-wish-sent = unterwegs zu { $station }
stations-wish-asked = { $who } wird gefragt
stations-wish-agreed = { $who } sagte ja
stations-wish-refused = { $who } sagte nein
stations-wish-unanswered = keine Antwort in der Zeit, nicht getan
stations-wish-done = getan
stations-wish-not-done = nicht getan, es ging nicht mehr

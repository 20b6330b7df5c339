# Ebenen
levels-level = Ebene { $level }
levels-bot = Bot { $bot }
levels-map = Karte
levels-bots = Bots
levels-summary =
    { $levels ->
        [one] 1 Ebene
       *[other] { $levels } Ebenen
    }, { $balconies ->
        [one] 1 Balkon
       *[other] { $balconies } Balkone
    }, { $bots ->
        [one] 1 Bot
       *[other] { $bots } Bots
    }
levels-storage-asking = Lager noch nicht gefragt
levels-storage-running = Lager läuft
levels-storage-paused = Lager angehalten
levels-storage-starting = Lager fährt hoch
levels-storage-maintenance = Lager in Wartung
levels-storage-error = Lager meldet einen Fehler
levels-storage-off = Lager aus
levels-storage-stopping = Lager fährt herunter
levels-storage-other = Lager meldet { $word }
levels-find = Bot oder Carrier suchen
levels-find-hint = Bot, Carrier suchen
levels-find-nothing = Kein Bot oder Carrier { $text } hier
levels-asking = Lager wird gefragt
levels-level-heard = Ebene { $level }, { $working } Bots arbeiten, { $filled } der Boxen belegt
levels-stack-foot = Bots arbeiten, Boxen belegt
levels-bots-of = { $working } von { $bots }
levels-not-moving = Steht still
levels-not-moving-for = Steht still seit { $age }
levels-missing = nicht gemeldet
levels-stale = veraltet { $age }
levels-dot-stale = · veraltet { $age }
levels-yes = ja
levels-no = nein
levels-none = keiner
levels-all = Alle Ebenen
levels-column-bot = Bot
levels-column-level = Ebene
levels-column-state = Zustand
levels-column-battery = Akku
levels-column-charging = Lädt
levels-column-carrier = Carrier
levels-column-since = Unverändert
levels-column-age = Alter
levels-no-bots = Kein Bot passt zu den Filtern
levels-show-all = Alle Bots zeigen
levels-asking-bots = Lager wird nach den Bots gefragt, { $age }
levels-bots-failed = Die Bots konnten nicht gelesen werden; die Verbindung zum Lager sagt warum
levels-source = Lager · { $age }
levels-source-stale = Lager · veraltet { $age }
levels-show = Zeigen
levels-layer-fill = Füllung
levels-layer-bots = Bots
levels-layer-balconies = Balkone
levels-zoom-in = Vergrößern
levels-zoom-out = Verkleinern
levels-fit = Ganze Ebene zeigen
levels-fit-short = Ganz
levels-strip = Hier, Ort nicht gemeldet
levels-balconies-strip = Balkone, Ebene nicht gemeldet
levels-legend = Stücke im Carrier
levels-empty = leer
levels-to-25 = bis 25 %
levels-to-50 = bis 50 %
levels-to-75 = bis 75 %
levels-to-99 = bis 99 %
levels-full = voll
levels-fill-not-told = nicht gemeldet
levels-places = { $places } Plätze · { $carriers } Carrier
levels-place-tip = { $x }, { $y }: { $carriers } Carrier, { $boxes } Boxen, { $fill }
levels-bot-at = Bot { $bot } bei { $x }, { $y }
levels-map-heard = Karte der Ebene { $level }: { $places } Plätze, { $carriers } Carrier, { $bots } Bots an einem Carrier
levels-map-asking = Ebene { $level } wird gelesen, { $age }
levels-map-failed = Ebene { $level } nicht gelesen; neuer Versuch, { $age }
levels-map-reading = Carrier: { $read } von { $total } Zeilen gelesen
levels-map-empty = Lager meldet keinen Carrier auf Ebene { $level }
levels-map-fresh = Carrier und Bots wie zuletzt gemeldet · { $age }
levels-map-stale = Carrier wie zuletzt gemeldet · veraltet { $age }
levels-as-reported = Wie gemeldet
levels-place = Ort
levels-place-not-reported = vom Lager nicht gemeldet
levels-is-charging = lädt
levels-not-charging = lädt nicht
levels-charging-missing = Laden nicht gemeldet

levels-unchanged = Unverändert
levels-act = Laden, ausfahren…
levels-follow = Folgen
levels-follow-help-on = Die Karte wechselt mit diesem Bot die Ebene und behält ihn im Blick.
levels-follow-help-off = Folgen: Die Karte wechselt mit diesem Bot die Ebene.
levels-find-on-map = Auf der Karte zeigen
levels-high = Hoch
levels-medium = Mittel
levels-low = Niedrig
levels-alarm-head = { $priority } · seit { $age }
levels-cause = Ursache
levels-do = Tun
levels-cause-stuck = Er hält einen Carrier und hat sich nicht verändert
levels-do-stuck = Am Platz seines Carriers nachsehen; Weg frei machen oder Bot herausnehmen
levels-cause-not-reported = In der letzten Liste der Bots fehlt er
levels-do-not-reported = Nachsehen, ob er eingeschaltet und auf einer Ebene ist
levels-lost = Lager · veraltet { $age }; Bots wie zuletzt gemeldet
levels-place-carrier = seines Carriers
levels-layer-items = Stücke
levels-layer-age = Alter
levels-legend-items = Stücke am Platz
levels-legend-age = Geändert seit
levels-items-to = bis { $n }
levels-age-minutes = 5 min
levels-age-hour = 1 h
levels-age-shift = 8 h
levels-age-day = 1 d
levels-age-week = 7 d
levels-age-older = länger

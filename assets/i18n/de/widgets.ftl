### widgets
widget-not-reported = nicht gemeldet
widget-stale = veraltet { $age }
widget-not-asked = noch nicht gefragt
widget-asking = gefragt seit { $age }
widget-failing = noch keine Antwort, versucht seit { $age }
widget-stale-state = Veraltet { $age }
widget-no-value = Kein Wert
widget-close = Schließen
widget-toast-close = Diesen Hinweis schließen
widget-practice = ÜBUNG
widget-practice-faults =
    { $n ->
        [one] ÜBUNG, 1 Fehler
       *[other] ÜBUNG, { $n } Fehler
    }
widget-live = LIVE
widget-ask-again = Erneut fragen
widget-loading = { $system } wird gefragt, { $age }
widget-rail-unknown = { $name }, { $n } ungeklärt
widget-system-stale = { $name } · stumm { $age }
widget-system-lost = { $name } · stumm { $age }
widget-system-off = { $name } · aus, { $why }
widget-system-not-asked = { $name } · noch nicht gefragt

### Warum ein Befehl nicht eingereiht wurde; geprüft am neuesten Stand
not-queued-not-configured = Der Roboter-Manager ist nicht eingerichtet. Ein Admin trägt ihn unter Verbindungen ein.
not-queued-reference-used = Diese Auftragsreferenz wurde schon benutzt. Erneut anfordern; es wird eine neue gebildet.
not-queued-ready-trays-not-fresh = Die Liste der bereiten Tablare ist veraltet. Warten, bis der Roboter-Manager antwortet.
not-queued-not-ready-here = Dieses Tablar steht an keiner Station mehr bereit.
not-queued-no-reference = Der Roboter-Manager nennt keine Auftragsreferenz zu diesem Tablar, es lässt sich nicht benennen.
not-queued-already-asked = Das wurde schon angefordert und läuft.

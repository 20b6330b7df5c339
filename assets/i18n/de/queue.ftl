### Warum ein Befehl nicht eingereiht wurde; geprüft am neuesten Stand
not-queued-not-configured = Der Roboter-Manager ist nicht eingerichtet. Ein Admin trägt ihn unter Verbindungen ein.
not-queued-reference-used = Diese Auftragsreferenz wurde schon benutzt. Erneut anfordern; es wird eine neue gebildet.
not-queued-ready-trays-not-fresh = Die Liste der bereiten Tablare ist veraltet. Warten, bis der Roboter-Manager antwortet.
not-queued-not-ready-here = Dieses Tablar steht an keiner Station mehr bereit.
not-queued-no-reference = Der Roboter-Manager nennt keine Auftragsreferenz zu diesem Tablar, es lässt sich nicht benennen.
not-queued-already-asked = Das wurde schon angefordert und läuft.

### Warum ein Befehl jetzt nicht entschieden, erneut gesendet oder nachgelesen werden kann
not-done-nothing-to-read-back = Es gibt nichts nachzulesen: Er ist weder angenommen noch unbekannt.
not-done-not-known = Dieser Befehl steht nicht mehr im Befehlsbuch dieses PCs.
not-done-moved-elsewhere = Ein anderes Programm hat diesen Befehl bewegt. Traydeck neu starten, um den Stand zu sehen.
not-done-on-its-way = Er ist unterwegs und lässt sich nicht zurücknehmen. Auf die Antwort warten.
not-done-already-settled = Sein Ausgang ist schon bekannt.
not-done-not-unknown = Nur ein Befehl mit unbekanntem Ausgang darf erneut gesendet werden.
not-done-not-read-back = Erst müssen zwei Nachfragen zeigen, dass er nicht geschehen ist.
not-done-cannot-tell = Keine Nachfrage kann zeigen, dass er nicht geschehen ist. Nachsehen, dann entscheiden.
not-done-reading-back = Er wird gerade nachgelesen. Auf das Ergebnis warten.

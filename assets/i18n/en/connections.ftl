### Connections
connections-answering = { $good } of { $all } systems answer
connections-systems = Systems
connections-none = No system is set up.
connections-support = Support issue…
connections-system = System
connections-state = State
connections-where = Address, sign-in
connections-answers = Median / 95 %
connections-calls = Calls / s
connections-trouble = Trouble
connections-not-reachable = not reachable
connections-limit = limit { $age }
connections-calls-of = { $used } of { $allowed }
connections-auth-none = No sign-in
connections-auth-bearer = Token
connections-auth-email = E-mail and password
connections-auth-username = User and password
connections-auth-api-key = API key
connections-auth-headers = Headers
connections-let-in = let in
connections-not-let-in = not let in
connections-not-tried = not tried yet
connections-no-answers = no answer yet
connections-no-trouble = None since the start
connections-last-trouble = last trouble at { $time }
connections-retry =
    Tried again in { $age }, and for ever. { $tries ->
        [one] 1 try
       *[other] { $tries } tries
    } so far; waits grow to 30 s at most.
connections-retry-now =
    Being tried again now, and for ever. { $tries ->
        [one] 1 try
       *[other] { $tries } tries
    } so far; waits grow to 30 s at most.
connections-touches-robot-manager = Until then trays, stations and ready trays keep their last values and are marked; commands for trays wait on disk here.
connections-touches-noyes = Until then bots, levels, stock, requests and jobs keep their last values and are marked; trays go on.
connections-test = Test now
connections-edit = Edit…
connections-no-test = Test now: no address is set up
connections-no-edit-practice = Edit: the practice site’s addresses are its own
connections-no-edit-role = Edit: only an admin changes connections
connections-testing = Asking, { $age }
connections-tested = Answered and let in after { $took }
connections-test-failed = Test failed: { $why }
connections-facts = As seen from here
connections-fact-address = Address
connections-fact-sign-in = Sign-in
connections-fact-transport = Transport
connections-plain-http = plain HTTP, readable on the network
connections-plain-http-here = plain HTTP, on this PC only
connections-fact-last = Last answer
connections-fact-limit = Stale after
connections-fact-answers = Median / 95 %
connections-fact-minute = Calls a minute
connections-fact-waiting = Calls waiting
connections-fact-429 = Answers of 429
connections-last-error = Last error
connections-chart = Calls a second, last 60 s
connections-chart-heard = at most { $n } in a second
connections-chart-note = line: { $allowed } a second allowed · { $waiting } wait, interactive first
connections-edit-title = Edit connection
connections-field-address = Address
connections-field-address-help = What every path is put behind, for instance http://127.0.0.1:4010/robotmanager
connections-allow-plain = Allow plain HTTP
connections-field-kind = Sign-in
connections-field-name = User or e-mail
connections-field-secret = Secret, by reference
connections-field-secret-help = env:NAME, keychain:NAME or file:PATH; where the secret is kept, never the secret
connections-field-per-second = Calls a second
connections-field-per-minute = Calls a minute
connections-field-per-minute-help = 0 is no limit
connections-wrong-address = It takes http:// or https:// and a host, without a password in it
connections-wrong-plain = Plain HTTP to another machine must be allowed here
connections-wrong-name = It takes a name
connections-wrong-secret = It takes env:NAME, keychain:NAME or file:PATH, never the secret itself
connections-wrong-per-second = It takes a whole number of 1 or more
connections-wrong-per-minute = It takes a whole number, 0 is no limit
connections-save = Save
connections-saving = Saving
connections-cancel = Cancel
connections-save-note = Written to the configuration file; in force at once. Test now checks what is saved.
connections-save-first =
    { $n ->
        [one] Save: correct the marked field first
       *[other] Save: correct the { $n } marked fields first
    }
connections-not-saved = Not saved: { $why }
connections-vendor-says = As the vendor put it
connections-log-in = Log in…
connections-log-in-again = It lets nobody in: log in again. What is typed in the panels stays.

## Webhook of the robot manager
connections-webhook = Webhook
connections-webhook-not-read = Not read yet whether the robot manager calls us
connections-webhook-none = Not registered: the robot manager calls nobody. Trays are found by polling alone
connections-webhook-others = Registered for others, not for this PC. Trays are found by polling alone
connections-webhook-silent = Registered; no event yet
connections-webhook-calls = Registered; last event { $age }
connections-webhook-off = Nothing listens inside this console. Run traydeck gateway on this PC, or put listen = "127.0.0.1:8787" under [sites.{ $site }.gateway] of the configuration and start again.
connections-webhook-failed = Nothing listens: { $why }
connections-webhook-trouble = What came in cannot be read: { $why }
connections-webhook-list-failed = The list cannot be read: { $why }
connections-webhook-listens-off = not in this console
connections-webhook-listens-not = not at { $listen }
connections-webhook-no-event = none yet
connections-webhook-gaps = { $n } since the start
connections-webhook-gaps-last = { $n } since the start, last at { $time }
connections-webhook-fact-listens = Listens at
connections-webhook-fact-last = Last event
connections-webhook-fact-received = Events taken
connections-webhook-fact-repeats = Of them repeats
connections-webhook-fact-late = Of them late
connections-webhook-fact-gaps = Gaps
connections-webhook-fact-refused = Refused
connections-webhook-fact-list = List read
connections-webhook-refused-wrong-secret = wrong secret
connections-webhook-refused-too-many = too many
connections-webhook-refused-too-large = too large
connections-webhook-refused-too-slow = not whole in time
connections-webhook-refused-not-json = no JSON
connections-webhook-refused-not-an-object = no JSON object
connections-webhook-refused-not-stored = not written down
connections-webhook-open = Register…
connections-webhook-no-open = Register: { $why }
connections-webhook-field-base = Address others reach us at
connections-webhook-field-base-help = As the robot manager sees it, for instance http://10.0.0.5:8787; path and secret come behind it
connections-webhook-field-robot = Robot
connections-webhook-field-robot-help = Its robot_id; empty where the robot manager wants none
connections-webhook-making = A secret is being made
connections-webhook-made = Secret { $mark } is made. Only the robot manager is told it, and nobody can read it again.
connections-webhook-not-made = No secret could be made: { $why }
connections-webhook-plain = Plain HTTP: whoever listens on the network can read the secret.
connections-webhook-wrong-address = Needs http:// or https:// and a host
connections-webhook-address-first = Register: first correct the address
connections-webhook-secret-first = Register: the secret is not made yet
connections-webhook-under-way = Register: it is under way
connections-webhook-register = Register
connections-webhook-cancel-named = Cancel registering
connections-webhook-ours = calls us
connections-webhook-theirs = not ours
connections-webhook-about = robot { $robot }, record { $id }, { $whose }
connections-webhook-robot = Robot { $robot }
connections-webhook-delete = Delete…
connections-webhook-delete-named = Delete { $url }
connections-webhook-no-delete = Delete: { $why }
connections-webhook-no-id = Delete: the robot manager tells no record id
connections-webhook-delete-ask = Delete this registration?
connections-webhook-delete-why = The robot manager calls this address no longer. Ready trays are then found by polling alone.
connections-webhook-delete-act = Delete registration
connections-webhook-delete-leave = Keep it
connections-webhook-no-robot = Events it keeps: no robot is known to ask for
connections-webhook-no-kept = The robot manager lists no event of robot { $robot }
connections-webhook-kept = { $n ->
        [one] 1 event
       *[other] { $n } events
    } of robot { $robot } as the robot manager keeps them
connections-webhook-kept-more = and { $n } more
connections-webhook-event = tray { $tray } · { $reference } · { $at }

### API: any operation, by hand
api-subtitle = One call at a time, as the contract has it
api-operations = Operations
api-search = Search name, path or kind
api-column-what = What
api-column-method = Method
api-column-kind = Effect
api-kind-read = reads
api-kind-write = changes
api-kind-physical = moves
api-kind-destructive = removes
api-found =
    { $n ->
        [one] 1 operation
       *[other] { $n } operations
    }
api-none-found = No operation has these words
api-show-all = Show all
api-group-trays = Trays and stations
api-group-access = Users and keys
api-group-storage = The whole
api-group-stock = Boxes and stock
api-group-work = Requests, jobs, events
api-group-settings = Settings
api-group-sku = SKUs and support
api-choose = No operation chosen
api-choose-why = Choose one in the list; its form is made from the contract.
api-back = All operations
api-id = Id
api-parameters = Parameters
api-one-of-list = { $name } { $n }
api-required = required
api-required-kind = required, { $kinds }
api-anything = any JSON
api-body = Body
api-as-fields = Fields
api-as-json = JSON
api-json = Body as JSON
api-no-fields = It takes nothing.
api-files = Files: { $part }
api-file-path = Path of a file for { $part }
api-file-help = On this PC; up to 32 MB are read.
api-file-read = Take the file
api-file-none = Name a file first.
api-file-line = { $name }, { $bytes } bytes
api-file-remove = Leave out { $name }
api-missing = This must be there.
api-no-star = All of them is never sent from here; name them.
api-name-bots = Name the bots by their numbers; all of them is never sent.
api-wrong-kind = This must be { $kinds }.
api-not-json = This is not JSON: { $error }
api-no-object = The contract wants an object here.
api-lacks = The contract wants { $name }, which is not there.
api-null = { $name } is null; an optional field is left out instead.
api-field-kind = { $name } should be { $kinds }.
api-unknown = The contract knows no field { $name } here.
api-mistakes =
    { $n ->
        [one] 1 field is missing or wrong.
       *[other] { $n } fields are missing or wrong.
    }
api-send = Send
api-send-asks = Send…
api-leave = Do not send
api-copy-curl = Copy as curl (POSIX shell)
api-copy-note = In the copied line secrets are variables of the shell, $TOKEN for instance.
api-confirm = Send “{ $what }”?
api-confirm-physical = This moves machines in the hall. It is on the ledger and is not sent twice.
api-confirm-destructive = This removes or stops something that does not come back by itself.
api-fact-storage = Storage: { $status }
api-remove-warning = The vendor marks this call as not to be used: the storage forgets the bots, it does not move them out. A bot that still stands there is then unseen by all others.
api-remove-type = Type the numbers of the bots: { $about }
api-remove-missing = It is offered once every number stands here, and no other.
api-request-at = Request at { $time }
api-request-body = Body of the request
api-copy-this = Copy this call as curl (POSIX shell)
api-answer = Answer
api-answer-body = Body of the answer
api-asking = Asked { $age } ago, no answer yet
api-not-given = Not given to the ledger: it was not agreed to, or could not be written down.
api-bytes = { $n } bytes
api-history = Last calls
api-history-show = Show call { $line }
api-shown = shown above
api-secret-in-list = A secret inside a list cannot be kept out of the record. Send an object.
api-unknown-kept = Sent too, though the contract does not know them: { $names }
api-under-way = This very request is under way. Wait for its outcome.
api-confirm-write = This changes data over there. It is on the ledger under your name.
api-confirm-restart = The storage stops until it has started again. It is on the ledger and is not sent twice.
api-kind-stops = stops

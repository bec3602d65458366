"""The commands of dialogs: tags, questions, choices, notes, names, saved queries. Part of the registry."""

from esgtui.tui.command import Command, no_new_tag

DIALOG_COMMANDS: tuple[Command, ...] = (
    Command("tags.apply", "apply", "Put on or take off what is chosen, and close", "enter", "tags", bar=1),
    Command("tags.choose", "choose several", "Choose the tag under the cursor, and stay", "tab", "tags", bar=2),
    Command(
        "tags.new",
        "new tag",
        "Put on what is typed as a new tag",
        "ctrl+o,alt+enter",
        "tags",
        bar=3,
        why_not=no_new_tag,
    ),
    Command("tags.leave", "cancel", "Close and change nothing", "escape", "tags", bar=4),
    Command("tags.down", "down", "The next tag", "down,ctrl+n", "tags"),
    Command("tags.up", "up", "The tag before", "up,ctrl+p", "tags"),
    Command("keys.leave", "leave", "Close and change nothing", "escape", "keys", bar=1),
    Command("confirm.agree", "do it", "Do what is asked about", "enter,y", "confirm", bar=1),
    Command("confirm.leave", "leave it", "Close and change nothing", "escape,n,q", "confirm", bar=2),
    Command("choice.take", "take it", "Take what is under the cursor", "enter", "choice", bar=1),
    Command("choice.leave", "cancel", "Close and change nothing", "escape,q", "choice", bar=2),
    Command("note.save", "save", "Save the note", "ctrl+o,alt+enter", "note", bar=1),
    Command("note.outside", "editor", "Go on in $VISUAL or $EDITOR", "ctrl+e", "note", bar=3),
    Command("note.kind", "kind", "Make it a thought, a question, a rule or just a note", "ctrl+t", "note", bar=4),
    Command(
        "note.undo", "undo", "Take back what you typed last; a draft thrown away here, too", "ctrl+z", "note", bar=5
    ),
    Command("note.redo", "redo", "Type again what you took back", "ctrl+y", "note"),
    Command("note.leave", "keep draft", "Close; what is typed stays as a draft", "escape", "note", bar=2),
    Command("name.take", "save", "Save under this name", "enter", "name", bar=1),
    Command("name.leave", "cancel", "Close and save nothing", "escape", "name", bar=2),
    Command("queries.search", "search", "Search with the query under the cursor", "enter", "queries", bar=1),
    Command("queries.rename", "rename", "Give it another name", "r", "queries", bar=2),
    Command("queries.delete", "delete", "Delete it; asks once more", "d,delete", "queries", bar=3),
    Command("queries.leave", "close", "Close and change nothing", "escape,q", "queries", bar=4),
)

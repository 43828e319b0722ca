# Makes a manual page (man(7)) of the output of `entre COMMAND --help`, as CLI11 prints it. Variables: name, date, version.
function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/'/, "\\(aq", text)
    gsub(/^\./, "\\\\\\&.", text)
    return text
}
# "--out PATH" in bold and italics; what it excludes or needs stays for the text.
function term(text,    words, count, i, out) {
    sub(/ REQUIRED/, "", text)
    sub(/^DIR PATH/, "DIR", text); sub(/^FILE PATH/, "FILE", text); sub(/^CODE TEXT/, "CODE", text)
    count = split(text, words, " ")
    out = ""
    for (i = 1; i <= count; i++) {
        if (words[i] ~ /^-/) sub(/,/, ", ", words[i])
        out = out (i > 1 ? " " : "") (words[i] ~ /^-/ ? "\\fB" escaped(words[i]) "\\fR" : "\\fI" escaped(words[i]) "\\fR")
    }
    return out
}
function entry(head,    after) {
    after = ""
    if (match(head, / (Excludes|Needs): .*/)) {
        after = substr(head, RSTART + 1)
        head = substr(head, 1, RSTART - 1)
    }
    print ".TP\n" term(head)
    relations = after
}
function text(line) {
    print escaped(line)
    if (relations != "") {
        sub(/^Excludes: /, "Not together with ", relations)
        sub(/^Needs: /, "Only with ", relations)
        print ".br\n" escaped(relations) "."
    }
    relations = ""
}
NR == 1 && $0 == "" { next }
summary == "" {
    summary = $0
    print ".TH " toupper(escaped(name)) " 1 \"" date "\" \"" version "\" \"Entré\""
    print ".SH NAME"
    short = summary
    sub(/^Entré runs the door of a seminar: /, "the door of a seminar: ", short)
    sub(/\.$/, "", short)
    print escaped(name) " \\- " escaped(short)
    next
}
/^Usage: / {
    usage = substr($0, 8)
    print ".SH SYNOPSIS"
    match(usage, name == "entre" ? /^entre/ : /^entre [a-z-]+/)
    print "\\fB" escaped(substr(usage, 1, RLENGTH)) "\\fR" escaped(substr(usage, RLENGTH + 1))
    next
}
/^[A-Z][A-Za-z]*:$/ {
    title = toupper(substr($0, 1, length($0) - 1))
    is_commands = title == "SUBCOMMANDS"
    print ".SH " (title == "POSITIONALS" ? "ARGUMENTS" : is_commands ? "COMMANDS" : title)
    next
}
/^  [^ ]/ {
    line = substr($0, 3)
    split_at = match(line, /  +/)
    head = split_at ? substr(line, 1, split_at - 1) : line
    rest = split_at ? substr(line, split_at + RLENGTH) : ""
    if (is_commands) print ".TP\n\\fBentre\\-" escaped(head) "\\fR(1)"
    else entry(head)
    if (rest != "") text(rest)
    next
}
/^ +[^ ]/ { sub(/^ +/, ""); text($0) }
END { if (name != "entre") print ".SH \"SEE ALSO\"\n.BR entre (1)" }

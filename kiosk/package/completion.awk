# Prints what completion knows of one command, from `entre COMMAND --help`. Variable: command.
# options: all; paths: those that take a file or folder; choices: "--format:csv,xlsx"; values: those that take anything else.
/^Positionals:/ { is_positional = 1; next }
/^[A-Z][A-Za-z]*:$/ { is_positional = 0; next }
is_positional && /^  [A-Z]+ PATH/ { takes_paths = 1 }
!is_positional && /^  -/ {
    count = split($1, names, ",")
    for (i = 1; i <= count; i++) {
        options = options " " names[i]
        if ($2 ~ /^PATH/) paths = paths " " names[i]
        else if (match($2, /\{.*\}/)) choices = choices " " names[i] ":" substr($2, RSTART + 1, RLENGTH - 2)
        else if ($2 ~ /^(TEXT|INT|UINT|FLOAT)/) values = values " " names[i]
    }
}
END {
    printf "_entre_options[%s]='%s'\n", command, substr(options, 2)
    if (paths != "") printf "_entre_paths[%s]='%s'\n", command, substr(paths, 2)
    if (values != "") printf "_entre_values[%s]='%s'\n", command, substr(values, 2)
    if (choices != "") printf "_entre_choices[%s]='%s'\n", command, substr(choices, 2)
    if (takes_paths) printf "_entre_positional[%s]=path\n", command
}

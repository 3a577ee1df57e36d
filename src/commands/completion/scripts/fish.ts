/** The completion script for fish. */
import { script } from './script.ts';

/** Completion for fish 3.0 and later, which quotes what it inserts. */
export const FISH = script`
# fish completion for alikafka, written by "alikafka completion fish".

# The text of the current word, whose quote may still be open.
function __alikafka_unquoted
    test -n "$argv[1]"; or return
    string unescape -- $argv[1] 2>/dev/null
    or string unescape -- $argv[1]\" 2>/dev/null
    or string unescape -- $argv[1]\' 2>/dev/null
    or printf '%s\n' $argv[1]
end

function __alikafka_complete
    set -l IFS \n
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l current (__alikafka_unquoted "$typed")
    set -l program (string replace -r -- '^~/' $HOME/ $words[1])
    type -q -- $program; or set program alikafka
    type -q -- $program; or return
    set -e words[1]
    set -l answer ($program __complete -- $words "$current" 2>/dev/null </dev/null)
    set -l directive $answer[-1]
    contains -- "$directive" :words :nospace :files; or return
    set -e answer[-1]
    # fish does not quote a tilde at the beginning of what it inserts, so such a value would become a home folder.
    set -l values (string match -v -- '~*' $answer)
    set -q values[1]; and printf '%s\n' $values
    # fish has no option for this: it adds a space after the only value, unless that ends like the beginning of another.
    # So the value that goes on after a comma is offered too.
    if test $directive = :nospace; and test (count $values) -eq 1; and not string match -qr '[=/@:,](\t|$)' -- $values[1]
        printf '%s\n' (string replace -r '\t.*' '' -- $values[1]),
    end
    test $directive = :files; or return
    # fish lists files for a command that it does not know.
    set -l option (string match -r -- '^-[^=]*=' "$typed")
    set -l path (string replace -r -- '^-[^=]*=' '' "$typed")
    for file in (complete -C "__alikafka_no_command $path" 2>/dev/null)
        printf '%s%s\n' "$option" $file
    end
end

complete -c alikafka -e
complete -c alikafka -f -k -a '(__alikafka_complete)'
`;

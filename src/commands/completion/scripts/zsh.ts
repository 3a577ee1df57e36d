/** The completion script for zsh. */
import { script } from './script.ts';

/**
 * Completion for zsh, as a file `_alikafka` in a folder of fpath, or sourced. The completion system sets its own options
 * and IFS for the function, and quotes what it inserts.
 */
export const ZSH = script`
#compdef alikafka
# zsh completion for alikafka, written by "alikafka completion zsh".

# Sets call to the typed program, behind an alias too, and the words that the alias adds. Only an alias of
# alikafka is followed: no other program is started.
_alikafka_program() {
  local name=\${(Q)1} part found
  call=()
  if (( \${+aliases[$name]} )); then
    for part in "\${(@Q)\${(z)aliases[$name]}}"; do
      if [[ -n $found ]]; then
        call+=("$part")
      elif [[ $part == [A-Za-z_]*=* ]]; then
        (( $#call )) || call=(env)
        call+=("$part")
      elif [[ \${part:t} == alikafka* ]]; then
        found=$part
        call+=("$part" __complete --)
      else
        break
      fi
    done
    [[ -n $found ]] && return
    name=alikafka
  fi
  [[ $name == '~/'* ]] && name=$HOME/\${name[3,-1]}
  whence -- "$name" >/dev/null || name=alikafka
  call=("$name" __complete --)
}

_alikafka() {
  local current=$PREFIX answer directive line value rest prefix
  local -a call lines values space
  local -i result=1
  [[ $compstate[quote] == \' ]] || current=\${(Q)PREFIX}
  _alikafka_program "$words[1]"
  (( CURRENT > 2 )) && call+=("\${(@Q)words[2,CURRENT-1]}")
  answer=$("$call[@]" "$current" 2>/dev/null </dev/null) || return 1
  lines=("\${(@f)answer}")
  directive=$lines[-1]
  [[ $directive == :(words|nospace|files) ]] || return 1
  # The list shows what follows the equals sign of an option.
  if [[ $current == -*=* ]] && compset -P 1 '*='; then prefix=\${current%%=*}=; fi
  for line in "\${(@)lines[1,-2]}"; do
    value=\${line%%$'\t'*}
    rest=\${line:\${#value}+1}
    [[ -n $value ]] || continue
    value=\${value:\${#prefix}}
    value=\${value//(#m)[\\:]/\\$MATCH}
    values+=("$value\${rest:+:\${rest//(#m)[\\:]/\\$MATCH}}")
  done
  [[ $directive == :nospace ]] && space=(-S '')
  if (( $#values )); then
    _describe -V -t alikafka alikafka values "$space[@]" -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' && result=0
  fi
  if [[ $directive == :files ]]; then _files && result=0; fi
  return result
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _alikafka "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
  compdef _alikafka alikafka
fi
`;

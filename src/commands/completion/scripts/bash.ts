/** The completion script for bash. */
import { script } from './script.ts';

/**
 * Completion for bash 3.2 and later, with and without bash-completion. It must work with the options of the shell that
 * it is loaded into (errexit, nounset, noglob, posix) and with any IFS, so that each command that may fail is a
 * condition, and an array is only expanded if it has elements. A process substitution is a syntax error in posix mode.
 *
 * Readline replaces the current word from its last word break (COMP_WORDBREAKS) or open quote on, so the text before it
 * (`head`) is removed from each value.
 */
export const BASH = script`
# bash completion for alikafka, written by "alikafka completion bash".

# Sets unquoted to the text of a typed word, quote to the quote that is open at its end, and head to the
# part of the text that readline keeps.
_alikafka_unquote() {
  local rest=$1 part before tail opened='' special=$'\\"$\140'
  unquoted='' quote='' head=''
  while [[ -n $rest ]]; do
    case $quote in
    \')
      part=\${rest%%\'*}
      unquoted+=$part
      ;;
    \")
      part=\${rest%%[\\\"]*}
      unquoted+=$part
      ;;
    *)
      part=\${rest%%[\\\'\"]*}
      before=$unquoted
      unquoted+=$part
      tail=\${part##*["\${COMP_WORDBREAKS-}"]}
      if ((\${#tail} < \${#part})); then head=$before\${part:0:\${#part}-\${#tail}}; fi
      ;;
    esac
    rest=\${rest:\${#part}}
    if [[ -z $rest ]]; then break; fi
    case $quote\${rest:0:1} in
    \' | \")
      quote=\${rest:0:1} opened=$unquoted
      rest=\${rest:1}
      ;;
    \'\' | \"\")
      quote=''
      rest=\${rest:1}
      ;;
    \"\\)
      # In double quotes a backslash stays before other characters.
      case \${rest:1:1} in
      ["$special"]) unquoted+=\${rest:1:1} ;;
      *) unquoted+=\${rest:0:2} ;;
      esac
      rest=\${rest:2}
      ;;
    *)
      unquoted+=\${rest:1:1}
      rest=\${rest:2}
      ;;
    esac
  done
  if [[ -n $quote ]]; then head=$opened; fi
}

# Sets quoted to the text as typed after the open quote, if there is one.
_alikafka_quote() {
  local rest=$1 part char special=$'\\"$\140!'
  quoted=''
  if [[ -z $quote ]]; then
    case $1 in
    *[!A-Za-z0-9_./:=@%+,-]*) printf -v quoted %q "$1" ;;
    *) quoted=$1 ;;
    esac
    return 0
  fi
  while [[ -n $rest ]]; do
    case $quote in
    \') part=\${rest%%\'*} ;;
    *) part=\${rest%%["$special"]*} ;;
    esac
    quoted+=$part
    char=\${rest:\${#part}:1}
    rest=\${rest:\${#part}+\${#char}}
    case $char in
    '') ;;
    \') quoted+="'\\''" ;;
    # No backslash keeps the shell from looking up history in double quotes.
    !) quoted+='"\!"' ;;
    *) quoted+=\\$char ;;
    esac
  done
}

# Sets call to the typed program, behind an alias too, and the words that the alias adds. Only an alias of
# alikafka is followed: no other program is started.
_alikafka_program() {
  local name value part parts found='' unquoted quote head
  _alikafka_unquote "$1"
  name=$unquoted
  if value=$(alias -- "$name" 2>/dev/null); then
    value=\${value#*=\'}
    parts=()
    read -r -a parts <<<"\${value%\'}" || :
    call=()
    for part in \${parts[@]+"\${parts[@]}"}; do
      _alikafka_unquote "$part"
      if [[ -n $found ]]; then
        call+=("$unquoted")
      elif [[ $unquoted == [A-Za-z_]*=* ]]; then
        if ((\${#call[@]} == 0)); then call=(env); fi
        call+=("$unquoted")
      elif [[ \${unquoted##*/} == alikafka* ]]; then
        found=$unquoted
        call+=("$unquoted" __complete --)
      else
        break
      fi
    done
    if [[ -n $found ]]; then return 0; fi
    name=alikafka
  fi
  if [[ $name == "~/"* ]]; then name=\${HOME-}/\${name:2}; fi
  if ! type "$name" >/dev/null 2>&1; then name=alikafka; fi
  call=("$name" __complete --)
}

# Sets words to the words up to the cursor as they are typed. Bash separates them at each word break.
_alikafka_words() {
  local rest=$COMP_LINE gap piece offset i count=0
  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]-}
    gap=\${rest%%[![:space:]]*}
    rest=\${rest:\${#gap}}
    if ((i == COMP_CWORD)); then
      offset=$((COMP_POINT - \${#COMP_LINE} + \${#rest}))
      if ((offset >= 0 && offset < \${#piece})); then piece=\${piece:0:offset}; fi
    fi
    if ((count == 0 || \${#gap} > 0)); then
      words[count]=$piece
      count=$((count + 1))
    else
      words[count - 1]+=$piece
    fi
    rest=\${rest#"$piece"}
  done
}

# Adds the words before the current one to call, without redirections. Fails where a file of a redirection is completed.
_alikafka_arguments() {
  local operator='^[0-9&]*[<>]+[&|]?$' redirection='^[0-9&]*[<>]+[&|]?([^(<>&|]|$)'
  local i last=$((\${#words[@]} - 1)) unquoted quote head
  for ((i = 1; i < last; i++)); do
    if [[ \${words[i]} =~ $operator ]]; then
      i=$((i + 1))
      if ((i == last)); then return 1; fi
    elif ! [[ \${words[i]} =~ $redirection ]]; then
      _alikafka_unquote "\${words[i]}"
      call+=("$unquoted")
    fi
  done
  if [[ \${words[last]} =~ $redirection ]]; then return 1; fi
}

# Prints the files whose paths begin with a text.
_alikafka_files() (
  set +e +f
  shopt -u failglob nocaseglob
  shopt -s nullglob
  unset GLOBIGNORE
  path=$1 home=''
  if [[ $path == "~/"* && -n \${HOME-} ]]; then home=$HOME path=$HOME/\${path:2}; fi
  for file in "$path"*; do
    if [[ $file == *$'\n'* ]]; then continue; fi
    if [[ -n $home ]]; then file="~"\${file:\${#home}}; fi
    printf '%s\n' "$file"
  done
)

# Adds files to COMPREPLY; readline quotes their names and adds slashes where it can.
_alikafka_add_files() {
  local path=$1 option='' file item quoted
  if [[ $path == -*=* ]]; then path=\${path#*=}; fi
  option=\${1:0:\${#1}-\${#path}}
  if compopt -o filenames 2>/dev/null; then item=raw; else item=quoted; fi
  while IFS= read -r file; do
    if [[ -z $file ]]; then continue; fi
    value=$option$file
    if [[ $item == raw ]]; then
      COMPREPLY+=("\${value:\${#head}}")
      continue
    fi
    if [[ -d \${file/#"~"/\${HOME-}} ]]; then value+=/; fi
    _alikafka_quote "\${value:\${#head}}"
    COMPREPLY+=("$quoted")
  done <<<"$(_alikafka_files "$path")"
}

# Adds the candidates to COMPREPLY, with their descriptions where readline lists them.
_alikafka_add_values() {
  local line value quoted width=0 i text texts descriptions raw=$2
  texts=() descriptions=()
  while IFS= read -r line; do
    value=\${line%%$'\t'*}
    if [[ -z $value ]]; then continue; fi
    quoted=\${value:\${#head}}
    if [[ -z $raw ]]; then _alikafka_quote "$quoted"; fi
    texts+=("$quoted")
    descriptions+=("\${line:\${#value}+1}")
    if ((\${#quoted} > width)); then width=\${#quoted}; fi
  done <<<"$1"
  if ((\${#texts[@]} == 0)); then return 0; fi
  case \${#texts[@]}$raw/\${COMP_TYPE-} in
  1/*)
    # Readline closes the quote, but not after a text that ends like it.
    if [[ -n $quote && \${texts[0]} == *"$quote" ]]; then texts[0]+=$quote; fi
    ;;
  *raw/*) ;;
  */63 | */33 | */64)
    for ((i = 0; i < \${#texts[@]}; i++)); do
      if [[ -z \${descriptions[i]} ]]; then continue; fi
      printf -v text '%-*s  %s' "$width" "\${texts[i]}" "\${descriptions[i]}"
      texts[i]=\${text:0:\${COLUMNS:-80}-1}
    done
    ;;
  esac
  COMPREPLY+=("\${texts[@]}")
}

_alikafka() {
  local IFS=$' \t\n'
  local call words answer directive unquoted quote head
  COMPREPLY=()
  _alikafka_words
  if ((\${#words[@]} < 2)); then return 0; fi
  _alikafka_program "\${words[0]}"
  if _alikafka_arguments; then
    _alikafka_unquote "\${words[\${#words[@]} - 1]}"
    answer=$("\${call[@]}" "$unquoted" 2>/dev/null </dev/null) || return 0
  else
    _alikafka_unquote "\${words[\${#words[@]} - 1]}"
    if [[ -z $quote ]]; then unquoted=\${unquoted#"\${unquoted%%[!0-9&<>|]*}"} head=''; fi
    answer=:files
  fi
  directive=\${answer##*$'\n'}
  answer=\${answer%"$directive"}
  case $directive in
  :words | :nospace) _alikafka_add_values "$answer" '' ;;
  :files)
    if compopt -o filenames 2>/dev/null; then
      _alikafka_add_values "$answer" raw
    else
      _alikafka_add_values "$answer" ''
    fi
    _alikafka_add_files "$unquoted"
    ;;
  *) return 0 ;;
  esac
  if compopt +o nospace 2>/dev/null; then
    if [[ $directive == :nospace ]]; then compopt -o nospace; fi
  elif [[ $directive != :nospace && -z $quote && \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} != */ ]]; then
    # bash 3.2 has no compopt: it never adds a space itself.
    COMPREPLY[0]+=' '
  fi
  return 0
}

if type compopt >/dev/null 2>&1; then
  complete -o nosort -F _alikafka alikafka 2>/dev/null || complete -F _alikafka alikafka
else
  complete -o nospace -F _alikafka alikafka
fi
`;

# >>> alikafka completion >>>
# Added by "alikafka completion install"; "alikafka completion uninstall" removes this file.
if [[ -r '/tmp/alikafka-completion-w8kQl5/.local/share/zsh/site-functions/_alikafka' ]]; then fpath=('/tmp/alikafka-completion-w8kQl5/.local/share/zsh/site-functions' $fpath); . '/tmp/alikafka-completion-w8kQl5/.local/share/zsh/site-functions/_alikafka'; fi
# <<< alikafka completion <<<

/** The completion script for PowerShell. */
import { script } from './script.ts';

/**
 * Completion for PowerShell 5.1 and later. PowerShell offers files if a completer returns nothing, so an empty text is
 * returned if there are no candidates. It adds no space after a candidate.
 */
export const POWERSHELL = script`
# PowerShell completion for alikafka, written by "alikafka completion powershell".

Register-ArgumentCompleter -Native -CommandName 'alikafka' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # The words up to the cursor, without their quotes.
    $words = @()
    $current = ''
    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
        $extent = $element.Extent
        if ($extent.StartOffset -ge $cursorPosition) { break }
        if ($extent.EndOffset -ge $cursorPosition) {
            $current = $extent.Text.Substring(0, $cursorPosition - $extent.StartOffset).Trim("'", '"')
        } elseif ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $words += $element.Value
        } else {
            $words += $extent.Text
        }
    }

    $program = $commandAst.GetCommandName()
    $source = if ($program) { Get-Command $program -ErrorAction Ignore | Select-Object -First 1 }
    if (-not $source) { $program = 'alikafka' }

    # Before PowerShell 7.3, and for batch files, an empty argument is dropped unless it is quoted, and quotes need a backslash.
    $legacy = $PSVersionTable.PSVersion -lt [version]'7.3' -or $PSNativeCommandArgumentPassing -eq 'Legacy' -or
        ($PSNativeCommandArgumentPassing -eq 'Windows' -and $source.Source -match '\.(cmd|bat)$')
    $arguments = @($words) + @($current) | ForEach-Object {
        if (-not $legacy) { $_ }
        elseif ($_ -eq '') { '""' }
        else { $_ -replace '"', '\"' }
    }

    try { $answer = @(& $program __complete '--' @arguments 2>$null) } catch { $answer = @() }
    $directive = if ($answer.Count -gt 0) { $answer[-1] } else { ':none' }
    if ($directive -notin ':words', ':nospace', ':files') { return '' }

    # PowerShell replaces $wordToComplete, which may be a part of the current word.
    $kept = [Math]::Max(0, $current.Length - "$wordToComplete".Trim("'", '"').Length)
    $found = $false
    foreach ($line in ($answer | Select-Object -SkipLast 1)) {
        $value, $description = $line -split "\t", 2
        if ($value.Length -lt $kept) { continue }
        $text = $value.Substring($kept)
        if ($text -eq '') { continue }
        $tip = if ($description) { $description } else { $value }
        $typed = if ($text -match '^[\w./:=%+][\w./:=%+-]*$|^-[\w./:=%+-]*$') { $text } else { "'" + ($text -replace "'", "''") + "'" }
        $found = $true
        [System.Management.Automation.CompletionResult]::new($typed, $text, 'ParameterValue', $tip)
    }
    if ($directive -eq ':files') {
        $option, $path = if ($current -match '^(-[^=]*=)(.*)$') { $Matches[1], $Matches[2] } else { '', $current }
        foreach ($file in [System.Management.Automation.CompletionCompleters]::CompleteFilename($path)) {
            $found = $true
            $typed = "$option$($file.CompletionText)"
            [System.Management.Automation.CompletionResult]::new($typed, $file.ListItemText, $file.ResultType, $file.ToolTip)
        }
    }
    if (-not $found) { '' }
}
`;

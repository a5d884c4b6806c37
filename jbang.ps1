# Runs JBang on Windows without installing it: .\jbang.ps1 SCRIPT [ARG ...], or .\jbang.cmd from cmd.
# It does what ./jbang does for other systems: an installed JBang is used as it is; otherwise the version below comes
# through Maven, once, into a cache outside this folder. JBANG_WRAPPER_CACHE moves that cache.
# Untried: it was written without a Windows machine.
#Requires -Version 5

$jbang_cli = '0.132.1'
$jbang_cli_sha256 = '3ad2a70d8c112a96a6916d5bbf3f5f46afaa688870bc154556fb2f064a5e920e'
$gson = '2.13.2'
$jbang_home = if ($env:JBANG_DIR) { $env:JBANG_DIR } else { Join-Path $env:USERPROFILE '.jbang' }
$jdks = Join-Path $(if ($env:JBANG_CACHE_DIR) { $env:JBANG_CACHE_DIR } else { Join-Path $jbang_home 'cache' }) 'jdks'
$cache = if ($env:JBANG_WRAPPER_CACHE) { $env:JBANG_WRAPPER_CACHE } else { Join-Path $env:LOCALAPPDATA 'jbang-wrapper' }
$lib = Join-Path $cache "jbang-cli-$jbang_cli-gson-$gson"
$install = 'install JBang: iex "& { $(iwr -useb https://ps.jbang.dev) } app setup"'

function Stop-Wrapper($what, $next) {
  [Console]::Error.WriteLine("jbang: $what`nnext: $next")
  exit 2
}

function Test-Jdk25($folder) {
  $folder -and (Test-Path "$folder\bin\javac.exe") -and (Test-Path "$folder\release") -and
    (Select-String -Quiet '^JAVA_VERSION="25[^0-9]' "$folder\release")
}

function Get-Jbang {
  if (-not (Get-Command mvn -ErrorAction Ignore)) { Stop-Wrapper 'neither JBang nor Maven (mvn) is on PATH' $install }
  $tmp = Join-Path $cache "tmp.$PID"
  New-Item -ItemType Directory -Force $tmp >$null
  [Console]::Error.WriteLine("jbang: getting JBang $jbang_cli through Maven (first start only)")
  try {
    Set-Content "$tmp\pom.xml" @"
<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>
<dependencyManagement><dependencies><dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId>
<version>$gson</version></dependency></dependencies></dependencyManagement><dependencies><dependency>
<groupId>dev.jbang</groupId><artifactId>jbang-cli</artifactId><version>$jbang_cli</version></dependency></dependencies></project>
"@
    mvn -B -q -C -U -f "$tmp\pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies `
      '-DincludeScope=runtime' '-DoutputDirectory=lib' >"$tmp\log"
    if ($LASTEXITCODE -ne 0) {
      Get-Content "$tmp\log" | Select-Object -First 5 | ForEach-Object { [Console]::Error.WriteLine($_) }
      Stop-Wrapper "Maven could not get dev.jbang:jbang-cli:$jbang_cli" 'check network and proxy, then type the same command again'
    }
    $jar = "jbang-cli-$jbang_cli.jar"
    $sum = (Get-FileHash -Algorithm SHA256 "$tmp\lib\$jar").Hash
    # In PowerShell, -ne does not tell capitals from small letters.
    if ($sum -ne $jbang_cli_sha256) {
      Stop-Wrapper "$jar is not used, its SHA-256 is '$sum' and not $jbang_cli_sha256" 'remove .m2\repository\dev\jbang\jbang-cli from your home folder, then type the same command again'
    }
    # If another first start was quicker, its copy is the same.
    Move-Item "$tmp\lib" $lib -ErrorAction Ignore
  } finally {
    Remove-Item -Recurse -Force $tmp -ErrorAction Ignore
  }
  if (-not (Test-Path "$lib\$jar")) { Stop-Wrapper "$lib is damaged" 'remove that folder, then type the same command again' }
}

$on_path = Get-Command java -CommandType Application -ErrorAction Ignore | Select-Object -First 1
$folders = @($env:JAVA_HOME) + @(if ($on_path) { Split-Path (Split-Path $on_path.Source) }) +
  @(Get-Item "$env:ProgramFiles\*\*25*", "$jbang_home\currentjdk", "$jdks\*" -ErrorAction Ignore | ForEach-Object FullName)
$jdk_25 = $folders | Where-Object { Test-Jdk25 $_ } | Select-Object -First 1
if ($jdk_25) { $env:JAVA_HOME = $jdk_25 }

# Whatever has the pin in it is this wrapper again, here or in another checkout.
$installed = @(Get-Command jbang -All -CommandType 'Application', 'ExternalScript' -ErrorAction Ignore | ForEach-Object Source) +
  @("$jbang_home\bin\jbang.ps1") |
  Where-Object { (Test-Path $_) -and -not (Select-String -Quiet -SimpleMatch 'jbang_cli_sha256' $_) } | Select-Object -First 1
if ($installed) {
  & $installed @args
  exit $LASTEXITCODE
}

$java = if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME 'bin\java.exe' } elseif ($on_path) { $on_path.Source }
if (-not $java -or -not (Test-Path $java)) { Stop-Wrapper 'no Java found: not in JAVA_HOME, on PATH or in the usual folders' $install }
if (-not (Test-Path "$lib\jbang-cli-$jbang_cli.jar")) { Get-Jbang }

[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$env:JBANG_RUNTIME_SHELL = 'powershell'
$env:JBANG_NO_VERSION_CHECK = 'true'
$env:JBANG_STDIN_NOTTY = [Console]::IsInputRedirected.ToString().ToLower()
$options = @('-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Duser.language=en', '-Dfile.encoding=UTF-8',
  '-Dstdout.encoding=UTF-8') + @(if ($env:JBANG_JAVA_OPTIONS) { -split $env:JBANG_JAVA_OPTIONS })
$output = & $java @options -cp "$lib\*" dev.jbang.Main @args
$code = $LASTEXITCODE
# 255 says: run the output instead.
if ($code -eq 255) {
  Invoke-Expression "& $output"
  exit $LASTEXITCODE
}
if ($output) { $output }
if ($code -eq 4 -and -not $jdk_25) { Stop-Wrapper 'no JDK 25 was found' 'install one, set JAVA_HOME to it, type the same command again' }
exit $code

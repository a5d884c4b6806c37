@rem Runs jbang.ps1, which has the pin (jbang_cli_sha256), from cmd: .\jbang.cmd SCRIPT [ARG ...]
@rem Untried: it was written without a Windows machine.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0jbang.ps1" %*
@exit /b %ERRORLEVEL%

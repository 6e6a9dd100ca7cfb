@rem UNTESTED: written without a Windows machine. Builds dist\waitgui-VERSION-setup.exe.
@rem
@rem waitgui itself doesn't run on Windows yet: it asks for fcntl, pwd, select.poll and process groups of POSIX.
@rem Until that has changed, this shows how it would be packed.
@rem
@rem Needs Python 3.12 with its launcher and Inno Setup 6 (iscc on the PATH).
setlocal
cd /d "%~dp0..\.."
py -3.12 packaging\build.py folder || exit /b 1
for /f "tokens=2" %%v in ('dist\waitgui\waitgui.exe --version') do set VERSION=%%v
if "%VERSION%"=="" exit /b 1
iscc /DVersion=%VERSION% packaging\windows\waitgui.iss || exit /b 1

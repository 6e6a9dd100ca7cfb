; UNTESTED: written without a Windows machine. See build.cmd, which calls this with the version.
; Installs for the current user without administrator's rights, or for all on request.

#ifndef Version
  #error Call it by build.cmd
#endif

[Setup]
; Never change it: an update finds by it what is installed.
AppId={{6C1B4E0E-5C1D-4E54-9D4B-6B0C2B9A7F31}
AppName=waitgui
AppVersion={#Version}
AppPublisher=the waitgui authors
DefaultDirName={autopf}\waitgui
DefaultGroupName=waitgui
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=waitgui-{#Version}-setup
LicenseFile=LICENSE
SetupIconFile=build\packaging\parts\waitgui.ico
UninstallDisplayIcon={app}\waitgui.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "dist\waitgui\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\waitgui"; Filename: "{app}\waitgui.exe"
Name: "{autodesktop}\waitgui"; Filename: "{app}\waitgui.exe"; Tasks: desktopicon

[Registry]
; Windows knows only what follows the last dot. So .toml stays whose it is; waitgui is offered under "Open with".
Root: HKA; Subkey: "Software\Classes\waitgui.TaskSet"; ValueType: string; ValueData: "waitgui task set"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\waitgui.TaskSet\DefaultIcon"; ValueType: string; ValueData: "{app}\waitgui.exe,0"
Root: HKA; Subkey: "Software\Classes\waitgui.TaskSet\shell\open\command"; ValueType: string; ValueData: """{app}\waitgui.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.toml\OpenWithProgids"; ValueType: string; ValueName: "waitgui.TaskSet"; ValueData: ""; Flags: uninsdeletevalue
; Found by Win+R and "start waitgui", without a change to the PATH.
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\waitgui.exe"; ValueType: string; ValueData: "{app}\waitgui.exe"; Flags: uninsdeletekey

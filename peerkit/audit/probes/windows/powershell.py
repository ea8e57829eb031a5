"""The one call of PowerShell in a run: what only COM, WMI and .NET tell, gathered by one script, as JSON in UTF-8.

Every subject stands for itself: one that fails leaves a note in its place. Only names of properties and numbers are
used, which no language of the display changes. The script reads and changes nothing; it compiles nothing, loads no
profile, and finds modules in Windows' own folder alone.
"""

from __future__ import annotations

import json
from collections.abc import Container
from typing import Any

from peerkit.audit.probes.machine import Garbled, Missing, Refused
from peerkit.audit.probes.windows.guarded import MOST_RULES
from peerkit.audit.probes.windows.recorders import KINDS
from peerkit.audit.probes.windows.services import ASKED

PROGRAM = "powershell.exe"
FOLDER = "WindowsPowerShell\\v1.0"
# WMI and the list of updates are slow by nature; what is asked without them does not wait for this.
SECONDS = 30.0
# After these, no new subject is begun, and what is not there yet is left out: the rest is still told.
_LATEST = 20
_OPTIONS = ("-NoLogo", "-NoProfile", "-NonInteractive", "-Command")
_HEAD = """
$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';
try{[Console]::OutputEncoding=New-Object Text.UTF8Encoding $false}catch{};
try{[Threading.Thread]::CurrentThread.CurrentCulture=[Globalization.CultureInfo]::InvariantCulture}catch{};
$r=@{};$t=[Diagnostics.Stopwatch]::StartNew();
function Ask($name,[scriptblock]$how,$list=$true){
try{if($t.Elapsed.TotalSeconds -gt @LATEST@){throw 'late'};if($list){$r[$name]=@(& $how)}else{$r[$name]=(& $how)}}
catch{$e=$_;$denied=($e.Exception -is [UnauthorizedAccessException]) -or ($e.Exception.HResult -eq -2147024891) -or
($e.FullyQualifiedErrorId -match '0x80041003|0x80070005');
$r[$name]=@{failed=$(if($denied){'refused'}elseif([string]$e.TargetObject -eq 'late'){'late'}else{'other'})}}};
"""
# Letters beyond ASCII as escapes: then no code page of a console can change them.
_TAIL = (
    "$j=ConvertTo-Json -InputObject $r -Compress -Depth 5;"
    r"[regex]::Replace($j,'[^\x20-\x7e]',{param($m)'\u{0:x4}' -f [int][char]$m.Value});"
    # A search for updates that still goes on must not keep the program, whose answer is out, from ending.
    "if($h -and -not $h.IsCompleted){try{[Environment]::Exit(0)}catch{}}"
)
_SUBJECTS = {
    # Explorer's own word on each fixed drive.
    "drives": """
$s=New-Object -ComObject Shell.Application;
Get-CimInstance -OperationTimeoutSec 8 Win32_LogicalDisk -Filter 'DriveType=3'|
ForEach-Object{$n=$s.NameSpace($_.DeviceID);
@{letter=$_.DeviceID;bitlocker=$(if($n){$n.Self.ExtendedProperty('System.Volume.BitLockerProtection')})}}
""",
    # Administrators only. Type 0 asks for key protectors of every kind.
    "encryptable": """
Get-CimInstance -OperationTimeoutSec 8 -Namespace root/CIMV2/Security/MicrosoftVolumeEncryption
 -ClassName Win32_EncryptableVolume|
Where-Object{$_.DriveLetter}|ForEach-Object{$v=$_;
$k=Invoke-CimMethod -InputObject $v -MethodName GetKeyProtectors -Arguments @{KeyProtectorType=[uint32]0};
$ids=$k.VolumeKeyProtectorID;
@{letter=$v.DriveLetter;
protection=[int](Invoke-CimMethod -InputObject $v -MethodName GetProtectionStatus).ProtectionStatus;
conversion=[int](Invoke-CimMethod -InputObject $v -MethodName GetConversionStatus).ConversionStatus;
protectors=@($ids|Where-Object{$_}|ForEach-Object{[int](Invoke-CimMethod -InputObject $v -MethodName GetKeyProtectorType
 -Arguments @{VolumeKeyProtectorID=$_}).KeyProtectorType})}}
""",
    # Rules that let in and are on for the kind of network in use: the names of those that came with no part of
    # Windows, and of all of them protocol, ports and whose program.
    "firewall": r"""
$p=New-Object -ComObject HNetCfg.FwPolicy2;$now=[int]$p.CurrentProfileTypes;
$in=@($p.Rules|Where-Object{$_.Direction -eq 1 -and $_.Enabled -and $_.Action -eq 1 -and ($_.Profiles -band $now)});
@{in_use=$now;
profiles=@(1,2,4|ForEach-Object{@{type=$_;on=[bool]$p.FirewallEnabled($_);inbound=[int]$p.DefaultInboundAction($_)}});
rules=@($in|Where-Object{-not $_.Grouping -and $_.Name -notlike '@*'}|ForEach-Object{$_.Name}|
Select-Object -Unique -First 40);
allowed=@($in|ForEach-Object{
$a=[Environment]::ExpandEnvironmentVariables([string]$_.ApplicationName);
'{0}|{1}|{2}' -f $_.Protocol,$_.LocalPorts,$(
if($_.LocalAppPackageId -or ($_.ServiceName -and -not $a)){'own'}elseif(-not $a){'any'}
elseif($a -eq 'System' -or $a -like ($env:SystemRoot+'\system32\*')){'windows'}
else{'own'})}|Select-Object -Unique -First @MOST@)}
""",
    "services": """
Get-Service -Name @NAMES@ -ErrorAction SilentlyContinue|ForEach-Object{
@{name=$_.Name;status=[int]$_.Status;start=[int]$_.StartType}}
""",
    "users": """
Get-CimInstance -OperationTimeoutSec 8 Win32_UserAccount -Filter 'LocalAccount=TRUE'|ForEach-Object{
@{name=$_.Name;sid=$_.SID;disabled=[bool]$_.Disabled;required=[bool]$_.PasswordRequired}}
""",
    "network": """
$t=[Windows.Networking.Connectivity.NetworkInformation,Windows,ContentType=WindowsRuntime];
$all=@($t::GetConnectionProfiles()|Where-Object{[int]$_.GetNetworkConnectivityLevel() -gt 0});
$c=$t::GetInternetConnectionProfile();if(-not $c){$c=$all|Select-Object -First 1};
$w=$all|Where-Object{$_.IsWlanConnectionProfile}|Select-Object -First 1;
if(-not $c){@{level=0;kind=$null}}else{
@{level=[int]$c.GetNetworkConnectivityLevel();kind=[int]$c.NetworkAdapter.IanaInterfaceType;
adapter=$c.NetworkAdapter.NetworkAdapterId.ToString();
wifi=$(if($w){@{profile=$w.ProfileName;auth=[int]$w.NetworkSecuritySettings.NetworkAuthenticationType;
cipher=[int]$w.NetworkSecuritySettings.NetworkEncryptionType}})}}
""",
    "ports": """
$i=[Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties();
@{tcp=@($i.GetActiveTcpListeners()|ForEach-Object{$_.ToString()});
udp=@($i.GetActiveUdpListeners()|ForEach-Object{$_.ToString()})}
""",
    "recorders": """
Get-Process -Name @PROGRAMS@ -ErrorAction SilentlyContinue|ForEach-Object{$_.ProcessName}|Select-Object -Unique
""",
    # Webcams of Windows 10 may be of the class of scanners. Error 0 is a device that works and is not disabled.
    "cameras": """
Get-CimInstance -OperationTimeoutSec 8 Win32_PnPEntity -Filter 'PNPClass=''Camera'' OR PNPClass=''Image'''|
Where-Object{$_.Present -and $_.ConfigManagerErrorCode -eq 0 -and
($_.PNPClass -eq 'Camera' -or $_.Service -eq 'usbvideo')}|
ForEach-Object{@{name=$_.Name}}
""",
    "folders": """
$h=[Environment]::GetFolderPath('UserProfile');
(@($h)+@('MyDocuments','Desktop','MyPictures','MyVideos'|ForEach-Object{[Environment]::GetFolderPath($_)})+
@(Join-Path $h 'Downloads'))|Where-Object{$_ -and (Test-Path -LiteralPath $_)}|Select-Object -Unique|
ForEach-Object{@{path=$_;sddl=(Get-Acl -LiteralPath $_).Sddl}}
""",
    "updates": """
if(-not $u){throw 'off'};$left=@LATEST@*1000-[int]$t.ElapsedMilliseconds;
if(-not $h.AsyncWaitHandle.WaitOne([Math]::Max(0,$left))){throw 'late'};@($u.EndInvoke($h))[0]
""",
}
# The list of updates takes long, so it is looked through while the other subjects are asked.
# Online=false: what the last search found. Categories: security updates, critical updates, definition updates.
_AHEAD = (
    """
try{$u=[PowerShell]::Create().AddScript({$ErrorActionPreference='Stop';
$last=(New-Object -ComObject Microsoft.Update.AutoUpdate).Results.LastSearchSuccessDate;
$q=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher();$q.Online=$false;
$u=$q.Search('IsInstalled=0 and IsHidden=0 and Type=''Software'' and BrowseOnly=0').Updates;$s=0;
$kinds='0fa1201d-4330-4fa8-8ae9-b877473b6441','e6cf1350-c01b-414d-a61f-263d14d133b4',
'e0789628-ce08-4437-be74-2495b842f43b';
foreach($x in $u){if($x.MsrcSeverity -or @($x.Categories|Where-Object{$kinds -contains $_.CategoryID}).Count){$s++}};
@{count=[int]$u.Count;security=$s;
searched=$(if($last){[int64](([datetime]$last)-[datetime]'1970-01-01').TotalSeconds})}
}.ToString());$h=$u.BeginInvoke()}catch{$u=$null};
""",
)
_SINGLE = ("firewall", "network", "ports", "updates")


def script(left_out: Container[str] = ()) -> str:
    """The script on one line, without some subjects. It holds no double quote, so that no quoting can change it."""
    how = {name: _SUBJECTS[name] for name in _SUBJECTS if name not in left_out}
    parts = [_HEAD, *(_AHEAD if "updates" in how else ())]
    parts += [f"Ask '{name}' {{{how[name]}}} {'$false' if name in _SINGLE else '$true'};" for name in how]
    text = "".join(" ".join(part.split("\n")) for part in parts) + _TAIL
    return (
        text.replace("@NAMES@", _quoted(ASKED))
        .replace("@LATEST@", str(_LATEST))
        .replace("@MOST@", str(MOST_RULES))
        .replace("@PROGRAMS@", _quoted(tuple(KINDS)))
    )


def _quoted(names: tuple[str, ...]) -> str:
    return ",".join(f"'{name}'" for name in names)


def command_line(left_out: Container[str] = ()) -> tuple[str, ...]:
    """The words of the call, the program first."""
    return (PROGRAM, *_OPTIONS, script(left_out))


def parsed(code: int, stdout: bytes) -> dict[str, Any]:
    """The subjects, from what PowerShell printed. Raises ``CouldNotLook``."""
    text = stdout.decode("utf-8-sig", "replace").strip()
    if not text:
        raise Missing(f"PowerShell gave no answer (it ended with {code})")
    try:
        found = json.loads(text)
    except ValueError:
        # Where an organisation allows PowerShell only in part, it says so in words, which differ by language.
        raise Refused("PowerShell may not answer here, as its rules are strict") from None
    except RecursionError:
        raise Garbled("the answer of PowerShell is nested too deep") from None
    if not isinstance(found, dict):
        raise Garbled("the answer of PowerShell could not be understood")
    return {name: _plain(reply) for name, reply in found.items()}


def _plain(reply: Any) -> Any:
    """Lists as lists: PowerShell 5.1 at times writes one as an object with its value and a count."""
    if isinstance(reply, dict):
        if set(reply) == {"value", "Count"} and isinstance(reply["value"], list):
            return [_plain(entry) for entry in reply["value"]]
        return {name: _plain(entry) for name, entry in reply.items()}
    return [_plain(entry) for entry in reply] if isinstance(reply, list) else reply

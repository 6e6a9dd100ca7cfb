#!/bin/sh
# UNTESTED: written without a Mac. Builds dist/waitgui.app and dist/waitgui-VERSION.dmg for this machine's processor.
#
# Needs Xcode's command line tools and a Python 3.12 of python.org. SIGN_AS is the identity of a Developer ID; without it
# the app is signed ad hoc, and others must open it by Control-click. With NOTARY_PROFILE (notarytool store-credentials)
# the image is notarised too.
set -eu
cd "$(dirname "$0")/../.."
sign_as=${SIGN_AS:--}
python3.12 packaging/build.py folder
version=$(dist/waitgui.app/Contents/MacOS/waitgui --version | cut -d ' ' -f 2)
plutil -replace CFBundleShortVersionString -string "$version" dist/waitgui.app/Contents/Info.plist

# PyInstaller had signed before that. Python's ctypes makes code at run time, which the hardened runtime must allow.
entitlements=build/packaging/entitlements.plist
cat > "$entitlements" <<'PLIST'
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>com.apple.security.cs.allow-unsigned-executable-memory</key><true/>
  <key>com.apple.security.cs.disable-library-validation</key><true/>
</dict></plist>
PLIST
codesign --force --deep --options runtime --entitlements "$entitlements" --sign "$sign_as" dist/waitgui.app
codesign --verify --deep --strict dist/waitgui.app

image=dist/waitgui-$version.dmg
staged=build/packaging/dmg
rm -rf "$staged" "$image"
mkdir -p "$staged"
cp -R dist/waitgui.app "$staged/"
ln -s /Applications "$staged/Applications"
hdiutil create -volname waitgui -srcfolder "$staged" -format UDZO "$image"
if [ "$sign_as" != "-" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
  codesign --sign "$sign_as" "$image"
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"

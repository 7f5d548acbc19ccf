/** What an operating system or a script host would run, known by its first bytes or by its name. */

const DEBUTS: readonly Buffer[] = [
  Buffer.from("MZ"),
  Buffer.from([0x7f, 0x45, 0x4c, 0x46]),
  Buffer.from("#!"),
  // Mach-O, both byte orders and the universal one, which is Java's too.
  Buffer.from([0xfe, 0xed, 0xfa]),
  Buffer.from([0xcf, 0xfa, 0xed, 0xfe]),
  Buffer.from([0xce, 0xfa, 0xed, 0xfe]),
  Buffer.from([0xca, 0xfe, 0xba, 0xbe]),
  // Windows shortcut.
  Buffer.from([0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]),
];

const EXTENSIONS =
  /\.(?:exe|dll|com|scr|pif|cpl|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|ws[cfh]?|hta|jar|class|lnk|reg|inf|sct|chm|iso|img|vhdx?|app|apk|sh|py|rb|pl|php|elf|so|dylib|html?|svg|xll|url|scf|settingcontent-ms)$/i;

export const debutDeProgramme = (octets: Buffer): boolean =>
  DEBUTS.some((debut) => octets.subarray(0, debut.length).equals(debut));

export const nomDeProgramme = (nom: string): boolean =>
  EXTENSIONS.test(
    nom
      .slice(-300)
      .trimEnd()
      .replace(/\.{1,300}$/, ""),
  );

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** Streams of an OLE file that carry code, or an attached file of any kind. Their names are written in UTF-16. */
const FLUX_OLE = ["_VBA_PROJECT", "VBA", "Ole10Native", "Macros"].map((nom) => Buffer.from(nom, "utf16le"));

export const estOle = (octets: Buffer): boolean => octets.subarray(0, OLE.length).equals(OLE);
export const oleActif = (octets: Buffer): boolean => estOle(octets) && FLUX_OLE.some((nom) => octets.includes(nom));

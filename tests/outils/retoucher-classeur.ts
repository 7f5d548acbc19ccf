import { buffer } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";

/** The parts of an XLSX file, changed and written back: what a hand with a spreadsheet does, and what a malicious one does. */
export async function reecrire(octets: Buffer, changer: (parties: Map<string, string>) => void): Promise<Buffer> {
  const parties = new Map<string, string>();
  const zip = await fromBufferPromise(octets, { lazyEntries: true });
  for await (const entree of zip.eachEntry())
    parties.set(entree.fileName, (await buffer(await zip.openReadStreamPromise(entree))).toString("utf8"));
  changer(parties);
  const sortie = new ZipFile();
  for (const [nom, texte] of parties) sortie.addBuffer(Buffer.from(texte), nom);
  sortie.end();
  return buffer(sortie.outputStream as NodeJS.ReadableStream);
}

const echapper = (texte: string): string => texte.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The part of the sheet of that name, in a file that Rigel wrote. */
export function partieDe(parties: ReadonlyMap<string, string>, feuille: string): string {
  const noms = [...(parties.get("xl/workbook.xml") ?? "").matchAll(/<sheet name="([^"]*)"/g)].map((m) => m[1]);
  const rang = noms.indexOf(echapper(feuille));
  if (rang < 0) throw new Error(`Pas de feuille « ${feuille} » : ${noms.join(", ")}`);
  return `xl/worksheets/sheet${rang + 1}.xml`;
}

/** The same file with other values in these cells: a text, a number, null to empty one. */
export const retoucher = (
  octets: Buffer,
  feuille: string,
  cases: Record<string, string | number | null>,
): Promise<Buffer> =>
  reecrire(octets, (parties) => {
    const partie = partieDe(parties, feuille);
    let xml = parties.get(partie) ?? "";
    for (const [place, valeur] of Object.entries(cases)) {
      const motif = new RegExp(`<c r="${place}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`);
      if (!motif.test(xml)) throw new Error(`Pas de case ${place} dans « ${feuille} »`);
      xml = xml.replace(motif, (_, style = "") =>
        valeur === null
          ? `<c r="${place}"${style}/>`
          : typeof valeur === "number"
            ? `<c r="${place}"${style}><v>${valeur}</v></c>`
            : `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${echapper(valeur)}</t></is></c>`,
      );
    }
    parties.set(partie, xml);
  });

/** Properties of the assembly. It says that it conforms to PDF/UA only when every annexe says so and nothing was changed in it. */
const echapper = (texte: string): string =>
  texte
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 refuses them, that is the point
    .replace(/[\u0000-\u001f\ufffe\uffff]+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

export function proprietesXmp(p: { titre: string; auteur: string; date: Date; conforme: boolean }): {
  paquet: Buffer;
  dateInfo: string;
} {
  const instant = `${p.date.toISOString().slice(0, 19)}Z`;
  const alternative = (balise: string, texte: string) =>
    `<${balise}><rdf:Alt><rdf:li xml:lang="x-default">${echapper(texte)}</rdf:li></rdf:Alt></${balise}>`;
  const ua = p.conforme
    ? '\n<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
    : "";
  const paquet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${ua}
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${instant}</xmp:CreateDate><xmp:ModifyDate>${instant}</xmp:ModifyDate><xmp:CreatorTool>Rigel</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${alternative("dc:title", p.titre)}<dc:creator><rdf:Seq><rdf:li>${echapper(p.auteur)}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Rigel</pdf:Producer></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  const chiffres = instant.replace(/\D/g, "");
  return { paquet: Buffer.from(paquet, "utf8"), dateInfo: `D:${chiffres}Z` };
}

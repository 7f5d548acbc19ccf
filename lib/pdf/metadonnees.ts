/** The document's XMP packet: title, dates, conformance, and the hash of the embedded data with the schema that declares it. */
export type Metadonnees = {
  titre: string;
  auteur: string;
  sujet: string;
  date: Date;
  donneesSha256: string;
};

export const ESPACE_XMP = "urn:rigel:dossier:1/";

const echapper = (texte: string): string =>
  texte.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const alternative = (balise: string, texte: string) =>
  `<${balise}><rdf:Alt><rdf:li xml:lang="x-default">${echapper(texte)}</rdf:li></rdf:Alt></${balise}>`;

type Propriete = { nom: string; type: string; categorie: "internal" | "external"; description: string };

/** PDF/A admits a property outside its own list only when an extension schema describes it (ISO 19005-3, 6.6.2.3). */
const schema = (nom: string, espace: string, prefixe: string, propriete: Propriete): string => `
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${nom}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${espace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${prefixe}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${propriete.nom}</pdfaProperty:name>
<pdfaProperty:valueType>${propriete.type}</pdfaProperty:valueType>
<pdfaProperty:category>${propriete.categorie}</pdfaProperty:category>
<pdfaProperty:description>${propriete.description}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>`;

export const xmp = (
  m: Metadonnees,
  info: { Title: string; Author: string; Subject: string; Producer: string },
): string => `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>${instant(m.date)}</xmp:CreateDate><xmp:ModifyDate>${instant(m.date)}</xmp:ModifyDate>
<xmp:MetadataDate>${instant(m.date)}</xmp:MetadataDate><xmp:CreatorTool>Rigel</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
${alternative("dc:title", info.Title)}
<dc:creator><rdf:Seq><rdf:li>${echapper(info.Author)}</rdf:li></rdf:Seq></dc:creator>
${alternative("dc:description", info.Subject)}
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${echapper(info.Producer)}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:rigel="${ESPACE_XMP}"><rigel:donneesSha256>${m.donneesSha256}</rigel:donneesSha256></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>${schema(
  "PDF/UA identification schema",
  "http://www.aiim.org/pdfua/ns/id/",
  "pdfuaid",
  {
    nom: "part",
    type: "Integer",
    categorie: "internal",
    description: "Part of ISO 14289 that the file conforms to",
  },
)}${schema("Rigel dossier", ESPACE_XMP, "rigel", {
  nom: "donneesSha256",
  type: "Text",
  categorie: "internal",
  description: "SHA-256 of the embedded file rigel-dossier.json, in hexadecimal",
})}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

import { accorder, ecrireOctets, nomVerdictGlobal, typographie } from "@/lib/domain/ecriture";
import { verifier } from "@/lib/domain/eligibilite";
import { env } from "@/lib/env";
import { sha256 } from "@/lib/pdf/donnees";
import { composerDossierPdf } from "@/lib/pdf/dossier";
import { versDossier } from "@/lib/schemas/lecture";
import { lireArguments } from "../arguments";
import { CODES, type Commande, ErreurUsage } from "../commande";
import { ecrireEntier, refuserMemeFichier } from "../ecriture-fichier";
import { lireDossier } from "../fichiers";

export const dossierCommande: Commande = {
  nom: "dossier",
  resume: "écrit un dossier en PDF accessible, ses données jointes",
  aide: [
    "Usage : npm run --silent rigel -- dossier FICHIER -o SORTIE.pdf [--json]",
    "",
    "Écrit un dossier rigel-dossier/1 en PDF accessible (PDF/UA-1) et archivable (PDF/A-3a), avec la vérification de",
    "chaque règle et les données jointes. Les mêmes données donnent le même fichier, à l’octet près.",
    "",
    "  FICHIER          le dossier, un fichier JSON en UTF-8",
    "  -o, --sortie     le PDF à écrire, remplacé s’il existe",
    "  --json           dit en JSON ce qui a été écrit",
    "  --help           affiche cette aide",
    "",
    "Codes de sortie : 0 PDF écrit, 64 fichier, sortie ou usage incorrect.",
  ].join("\n"),
  async executer(args, { out }) {
    const lus = lireArguments(args, { json: { type: "boolean" }, sortie: { type: "string", short: "o" } }, ["FICHIER"]);
    const entree = lus.arguments[0] as string;
    const { sortie } = lus.options;
    if (!sortie) throw new ErreurUsage("Dites où écrire le PDF : -o SORTIE.pdf");
    const fichier = await lireDossier(entree);
    await refuserMemeFichier(entree, sortie);
    const resultat = verifier(versDossier(fichier));
    const pdf = await composerDossierPdf({
      fichier,
      resultat,
      mention: { type: "apercu" },
      administration: env.RIGEL_ADMINISTRATION,
      pieces: [],
    });
    await ecrireEntier(sortie, pdf.octets);
    const bilan = {
      sortie,
      octets: pdf.octets.byteLength,
      pages: pdf.pages,
      sha256: sha256(pdf.octets),
      donneesSha256: pdf.donneesSha256,
      verdict: resultat.verdict,
    };
    const phrase = `${sortie} : ${accorder(pdf.pages, "page")}, ${ecrireOctets(bilan.octets)}. Verdict : ${nomVerdictGlobal(resultat.verdict)}.`;
    out(`${lus.options.json ? JSON.stringify(bilan, null, 2) : typographie(phrase)}\n`);
    return CODES.BON;
  },
};

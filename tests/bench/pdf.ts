/** How long a dossier's PDF takes, to write and to read back, and what it weighs. */
import { composerDossierPdf } from "@/lib/pdf/dossier";
import { extraireDossier } from "@/lib/pdf/extraction";
import { entreeDe, exemple, grandDossier } from "@/tests/outils/pdf/dossiers";
import { dire, mesurer, titre } from "./mesure";

async function banc(): Promise<void> {
  titre("PDF du dossier (PDF/UA-1 et PDF/A-3a, données jointes)");
  for (const [nom, fichier] of [
    ["FPI AURA", exemple("fpi-aura")],
    ["60 partenaires, 2 400 lignes, réponses de 20 000 caractères", grandDossier()],
  ] as const) {
    const entree = entreeDe(fichier);
    const { octets, pages } = await composerDossierPdf(entree);
    dire(`  ${nom} : ${pages} pages, ${octets.byteLength} octets`);
    await mesurer("composerDossierPdf", 10, () => composerDossierPdf(entree));
    await mesurer("extraireDossier", 10, () => extraireDossier(octets));
  }
}

void banc();

/** What one keystroke costs in the browser: from the typed budget to the verdicts of the live panel, at 2,400 lines. */
import { verifier } from "@/lib/domain/eligibilite";
import { avecSection, contenuDeSection } from "@/lib/schemas/contenus";
import { canonique, lireFichier, versDossier } from "@/lib/schemas/lecture";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { grosDossier, LIGNES } from "./gros-dossier";
import { mesurer, rapport, titre } from "./mesure";

const fichier = grosDossier();
const petit = { ...fichier, budget: fichier.budget?.slice(0, LIGNES / 10) ?? [] };
const budget = contenuDeSection(fichier, "budget");

async function banc(): Promise<void> {
  titre(`Panneau en direct, ${LIGNES} lignes de budget (objectif : moins de 50 ms par frappe)`);
  await mesurer("lecture de la saisie (zod, section budget)", 60, () => SCHEMAS_SECTION.budget.parse(budget));
  await mesurer("section remise dans le dossier", 60, () => avecSection(fichier, "budget", budget));
  await mesurer("versDossier : fichier → règles", 60, () => versDossier(fichier));
  const lu = versDossier(fichier);
  await mesurer("verifier : toutes les règles", 60, () => verifier(lu));
  const grand = await mesurer("DossierFichier → Resultat (versDossier + verifier)", 100, () =>
    verifier(versDossier(fichier)),
  );
  const dixieme = await mesurer(`idem à ${LIGNES / 10} lignes`, 100, () => verifier(versDossier(petit)));
  rapport("dix fois plus de lignes", grand, dixieme);
  await mesurer("une frappe entière : saisie → Resultat", 60, () =>
    verifier(versDossier(avecSection(fichier, "budget", SCHEMAS_SECTION.budget.parse(budget)))),
  );

  titre("Fichier d’échange, même dossier");
  const brut = JSON.parse(JSON.stringify(fichier));
  await mesurer("lireFichier (toutes les fautes)", 30, () => lireFichier(brut));
  await mesurer("canonique", 30, () => canonique(fichier));
}

void banc();

import "server-only";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES } from "@/lib/cli/commande";
import { CODES_REGLE, ecrireDuree, REGLES_CONSERVATION } from "@/lib/domain/conservation";
import { accorder, ecrireDateCourte, ecrireNombre, typographie } from "@/lib/domain/ecriture";
import type { CommandeBase } from "@/lib/server/commandes/commande";
import type { CompteSuivi } from "@/lib/server/conservation/comptes";
import { aEffacer, aPrevenir, etablirPlan, exceptions } from "@/lib/server/conservation/etablir-plan";
import { type BilanConservation, executerConservation } from "@/lib/server/conservation/executer";

const OPTIONS = { simuler: { type: "boolean" }, json: { type: "boolean" } } as const;

/** `rigel conservation [--simuler] [--json]`: what the retention rules erase, or would erase today. */
export const commande: CommandeBase = {
  async executer(args, sortie, maintenant) {
    const { options } = lireArguments([...args], OPTIONS, []);
    const plan = await etablirPlan(maintenant);
    const comptes = {
      prevenus: aPrevenir(plan.comptes),
      effaces: aEffacer(plan.comptes),
      exceptions: exceptions(plan.comptes),
    };
    const nombres: BilanConservation = options.simuler
      ? { ...plan.nombres, prevenus: comptes.prevenus.length }
      : await executerConservation(null, maintenant);
    if (options.json) {
      const resultat = {
        format: "rigel-conservation/1",
        jour: plan.jour,
        simulation: options.simuler === true,
        nombres,
        // Numbers, not names: an output often ends in a log.
        exceptions: comptes.exceptions.map(({ id, exception }) => ({ utilisateurId: id, raison: exception })),
      };
      sortie.stdout(`${JSON.stringify(resultat, null, 2)}\n`);
      return CODES.BON;
    }
    sortie.stdout(`${typographie(enTexte(plan.jour, options.simuler === true, nombres, comptes.exceptions))}\n`);
    return CODES.BON;
  },
};

function enTexte(
  jour: string,
  simulation: boolean,
  nombres: BilanConservation,
  retenus: readonly CompteSuivi[],
): string {
  return [
    simulation
      ? `Simulation au ${ecrireDateCourte(jour)} : rien n’est effacé.`
      : `Conservation appliquée le ${ecrireDateCourte(jour)}.`,
    "",
    `${"Comptes prévenus".padEnd(36)}${ecrireNombre(nombres.prevenus)}`,
    ...CODES_REGLE.map(
      (code) =>
        `${REGLES_CONSERVATION[code].nom.padEnd(36)}${ecrireNombre(nombres[code]).padEnd(8)}gardés ${ecrireDuree(code)}`,
    ),
    ...(retenus.length === 0
      ? []
      : [
          "",
          `${accorder(retenus.length, "compte gardé", "comptes gardés")} par exception :`,
          ...retenus.map(({ id, exception }) => `  ${id} : ${exception}`),
        ]),
  ].join("\n");
}

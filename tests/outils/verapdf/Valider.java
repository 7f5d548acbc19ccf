import java.io.FileInputStream;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** `Valider ua1,3a FICHIER…`: one line per file and profile, then what failed. Exit 1 when anything did. */
public class Valider {
  private static final int EXEMPLES_PAR_REGLE = 3;

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean tousConformes = true;
    for (int i = 1; i < arguments.length; i++)
      for (String profil : arguments[0].split(",")) tousConformes &= valider(arguments[i], profil);
    System.exit(tousConformes ? 0 : 1);
  }

  private static boolean valider(String fichier, String profil) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profil);
    if (flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException("Profil inconnu : " + profil);
    try (FileInputStream flux = new FileInputStream(fichier);
        PDFAParser lecteur = Foundries.defaultInstance().createParser(flux, flavour);
        PDFAValidator validateur = Foundries.defaultInstance().createValidator(flavour, 0, false, true, false)) {
      ValidationResult resultat = validateur.validate(lecteur);
      // A validation that checked nothing has proved nothing.
      boolean conforme = resultat.isCompliant() && resultat.getTotalAssertions() > 0;
      int echecs = resultat.getFailedChecks().values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf("%s  %-4s %s : %d contrôles, %d en échec%n", conforme ? "conforme    " : "NON CONFORME",
          profil, fichier, resultat.getTotalAssertions(), echecs);
      for (Map.Entry<RuleId, Integer> echec : resultat.getFailedChecks().entrySet()) decrire(echec.getKey(), echec.getValue(), resultat);
      return conforme;
    }
  }

  private static void decrire(RuleId regle, int nombre, ValidationResult resultat) {
    System.out.printf("  %s-%d : %d fois%n", regle.getClause(), regle.getTestNumber(), nombre);
    resultat.getTestAssertions().stream()
        .filter(a -> a.getStatus() == TestAssertion.Status.FAILED && a.getRuleId().equals(regle))
        .limit(EXEMPLES_PAR_REGLE)
        .forEach(a -> System.out.printf("    %s%n    %s%n", a.getMessage(), a.getLocation().getContext()));
  }
}

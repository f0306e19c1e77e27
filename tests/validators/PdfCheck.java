// Holds PDF files against the rules of PDF/A-2a and PDF/UA-1, with the library of veraPDF.
// java -cp verapdf.jar PdfCheck.java file.pdf …   exit 0: all files keep all rules.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class PdfCheck {
  record Standard(PDFAFlavour flavour, String rules) {}

  static final Standard[] STANDARDS = {
    new Standard(PDFAFlavour.PDFA_2_A, "PDFA-2A.xml"), new Standard(PDFAFlavour.PDFUA_1, "PDFUA-1.xml"),
  };

  public static void main(String[] files) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    int failed = 0;
    for (Standard standard : STANDARDS) {
      ValidationProfile profile = profile(standard);
      for (String file : files) {
        failed += keeps(file, standard, profile) ? 0 : 1;
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  /** Checks one file against one standard and says what it found. */
  static boolean keeps(String file, Standard standard, ValidationProfile profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), standard.flavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
      ValidationResult result = validator.validate(parser);
      Map<String, String> broken = new TreeMap<>();
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED) {
          String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
          broken.putIfAbsent(rule, test.getMessage() + " @ " + test.getLocation().getContext());
        }
      }
      String verdict = result.isCompliant() ? "ok  " : "FAIL";
      System.out.println(verdict + " " + standard.flavour() + " " + file + " (" + result.getTotalAssertions() + " checks)");
      broken.forEach((rule, message) -> System.out.println("     " + rule + ": " + message));
      return result.isCompliant();
    }
  }

  /** The rules of a standard, read from the file in the library. */
  static ValidationProfile profile(Standard standard) throws Exception {
    String path = "org/verapdf/pdfa/validation/" + standard.rules();
    try (InputStream file = VeraGreenfieldFoundryProvider.class.getClassLoader().getResourceAsStream(path)) {
      Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
      Set<Rule> rules = new LinkedHashSet<>();
      for (Element rule : elements(root, "rule")) {
        rules.add(rule(rule));
      }
      Set<Variable> variables = new LinkedHashSet<>();
      for (Element one : elements(root, "variable")) {
        variables.add(Profiles.variableFromValues(
            one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
      }
      var details = Profiles.profileDetailsFromValues(standard.rules(), standard.rules(), "veraPDF", new Date(0));
      return Profiles.profileFromValues(standard.flavour(), details, "", rules, variables);
    }
  }

  static Rule rule(Element rule) {
    Element id = elements(rule, "id").get(0);
    var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
    int number = Integer.parseInt(id.getAttribute("testNumber"));
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
        rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
        text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()), new ArrayList<>());
  }

  static ArrayList<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    ArrayList<Element> all = new ArrayList<>();
    for (int at = 0; at < found.getLength(); at++) {
      all.add((Element) found.item(at));
    }
    return all;
  }

  static String text(Element parent, String name) {
    ArrayList<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}

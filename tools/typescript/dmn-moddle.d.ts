// The parts of a decision model that the proof reads; the package brings no types of its own.

declare module "dmn-moddle" {
  interface Expression {
    text: string;
  }

  interface Rule {
    id: string;
    inputEntry: Expression[];
    outputEntry: Expression[];
    label: string;
  }

  interface DecisionTable {
    $type: "dmn:DecisionTable";
    hitPolicy: string;
    input: { inputExpression: Expression }[];
    output: { name: string }[];
    rule: Rule[];
  }

  interface LiteralExpression extends Expression {
    $type: "dmn:LiteralExpression";
  }

  interface InputData {
    $type: "dmn:InputData";
    id: string;
    name: string;
    variable: { typeRef: string };
  }

  interface Decision {
    $type: "dmn:Decision";
    id: string;
    name: string;
    decisionLogic: DecisionTable | LiteralExpression;
    informationRequirement?: { requiredDecision?: { href: string }; requiredInput?: { href: string } }[];
  }

  interface Definitions {
    drgElement: (InputData | Decision)[];
  }

  class DmnModdle {
    fromXML(text: string): Promise<{ rootElement: Definitions; warnings: { message: string }[] }>;
  }
}

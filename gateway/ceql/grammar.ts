/**
 * CEQL as a grammar of peggy. Documented are the operators, parentheses, single quotes, bare numbers, bare dates and
 * backticks; observed are words in lower case and spaces before an operator. Our choice, as it is not documented:
 * AND binds closer than OR; a quote within a value is `''` or `\'` and any other backslash is itself; the words of the
 * language are no field names, unless between backticks; white space is that of ASCII.
 */
export const CEQL_GRAMMAR = String.raw`
Where
  = _ expression:Or _ { return expression; }

Or
  = first:And rest:(_ OR _ @And)* {
      return rest.length === 0 ? first : { type: 'or', sides: [first, ...rest] };
    }

And
  = first:Single rest:(_ AND _ @Single)* {
      return rest.length === 0 ? first : { type: 'and', sides: [first, ...rest] };
    }

Single
  = '(' _ @Or _ ')'
  / field:Field _ IS _ NULL { return { type: 'isNull', field }; }
  / field:Field _ LIKE _ value:Value {
      return { type: 'compare', field, operator: 'LIKE', values: [value] };
    }
  / field:Field _ IN _ '(' _ values:Values _ ')' {
      return { type: 'compare', field, operator: 'IN', values };
    }
  / field:Field _ operator:Comparison _ value:Value {
      return { type: 'compare', field, operator, values: [value] };
    }

Values
  = first:Value rest:(_ ',' _ @Value)* { return [first, ...rest]; }

Comparison "an operator"
  = '!=' / '<=' / '>=' / '=' / '<' / '>'

Field "a field"
  = '\x60' @$[^\x60]+ '\x60'
  / !(Word !NameRest) @$([A-Za-z_] NameRest*)

NameRest
  = [A-Za-z0-9_.]

Value
  = "'" characters:Character|..| "'" { return characters.join(''); }
  / "'" Character|..| { error('a quoted value has no end'); }
  / $('-'? [0-9] [A-Za-z0-9_.:+-]*)
  / @$('true'i / 'false'i) !NameRest

Character
  = ("''" / "\\'") { return "'"; }
  / [^']

Word
  = 'AND'i / 'OR'i / 'LIKE'i / 'IN'i / 'IS'i / 'NULL'i

AND "AND" = 'AND'i !NameRest
OR "OR" = 'OR'i !NameRest
LIKE "LIKE" = 'LIKE'i !NameRest
IN "IN" = 'IN'i !NameRest
IS "IS" = 'IS'i !NameRest
NULL "NULL" = 'NULL'i !NameRest

_ "white space"
  = [ \t\r\n]*
`;

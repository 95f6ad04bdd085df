import type { EnvironmentPolicy } from '../../src/domain/policy';
import { formFromWords } from '../../src/operations/checkForm';

const environments = ['Contoso Production', 'Production', 'Works in Kiel'].map((name): EnvironmentPolicy => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  url: 'https://contoso.crm4.dynamics.com',
  roles: ['Basic User'],
  approvers: 'systemAdministrators',
  approvals: 1,
  sensitive: false,
  nearAt: 1,
  bringIn: 'alternateKey',
  joinSecurityGroup: false,
}));

/** The form for these words: environment, name, purpose, and the name of the environment that is not known. */
function read(words: string): readonly (string | number | undefined)[] {
  const { values, problems } = formFromWords(words, environments);
  const unknown = problems.map(({ field, why }) => {
    expect([field, why.code]).toEqual(['environment', 'environmentUnknown']);
    return why.facts?.['environment'];
  });
  return [values.environment, values.accountName, values.purpose, ...unknown];
}

describe('the words after "new"', () => {
  it('fill the form, each part or none', () => {
    const whole = read('SAP connector in Contoso Production because nightly stock sync');
    expect(whole).toEqual(['contoso-production', 'SAP connector', 'nightly stock sync']);
    expect(read('')).toEqual(['', '', '']);
    expect(read('SAP connector')).toEqual(['', 'SAP connector', '']);
    expect(read('in Production')).toEqual(['production', '', '']);
    expect(read('because of the stock')).toEqual(['', '', 'of the stock']);
    expect(read('SAP connector in Production because')).toEqual(['production', 'SAP connector', '']);
  });

  it('name the environment in any case and with any spaces, the longest name that fits', () => {
    expect(read('Sync  in\ncontoso  PRODUCTION')).toEqual(['contoso-production', 'Sync', '']);
    expect(read('Clock in tower in Works in Kiel')).toEqual(['works-in-kiel', 'Clock in tower', '']);
  });

  it('keep an environment that is not known out of the name, and say so at its field', () => {
    expect(read('SAP connector in Contosso because stock')).toEqual([
      '',
      'SAP connector',
      'stock',
      'Contosso',
    ]);
    expect(read('in Nowhere because stock')).toEqual(['', '', 'stock', 'Nowhere']);
    expect(read('Plug-in for orders')).toEqual(['', 'Plug-in for orders', '']);
  });

  it('repeat no more of an environment than a name can be long', () => {
    const [, name, , unknown] = read(`SAP connector in ${'x'.repeat(5000)}`);
    expect([name, String(unknown).length]).toEqual(['SAP connector', 100]);
  });
});

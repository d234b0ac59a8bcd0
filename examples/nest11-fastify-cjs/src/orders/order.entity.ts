import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('shop_order')
export class Order {
  @PrimaryColumn('text')
  number!: string;

  @Column('text')
  buyer!: string;
}
